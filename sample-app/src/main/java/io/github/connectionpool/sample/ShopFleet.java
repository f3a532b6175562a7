package io.github.connectionpool.sample;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.boot.SpringApplication;

/**
 * Starts several instances of the shop in one JVM, each with a port, a pool and a monitor
 * of its own. For measurements on a machine that has no room for a JVM each.
 */
public final class ShopFleet {

	/** Begins the argument that has the ports, with commas between. */
	public static final String PORTS = "--sample.ports=";

	/** Ends the line that is printed for each instance. */
	public static final String OPEN = " is open";

	private ShopFleet() {
	}

	/**
	 * Starts the instances one after the other.
	 * @param args the ports, and arguments for each instance
	 */
	public static void main(String[] args) {
		List<String> ports = Arrays.stream(args)
			.filter((argument) -> argument.startsWith(PORTS))
			.flatMap((argument) -> Stream.of(argument.substring(PORTS.length()).split(",")))
			.toList();
		if (ports.isEmpty()) {
			System.err.println("The ports are missing: " + PORTS + "8081,8082");
			System.exit(2);
		}
		for (String port : ports) {
			SpringApplication.run(SampleApplication.class,
					Stream
						.concat(Arrays.stream(args).filter((argument) -> !argument.startsWith(PORTS)),
								Stream.of("--server.port=" + port))
						.toArray(String[]::new));
			System.out.println("The shop at port " + port + OPEN);
		}
	}

}
