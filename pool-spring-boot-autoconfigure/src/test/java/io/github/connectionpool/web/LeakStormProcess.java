package io.github.connectionpool.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.github.connectionpool.PostgresServer;

/**
 * The application that loses connections, in a JVM of its own.
 */
final class LeakStormProcess implements AutoCloseable {

	private final Process process;

	private final int port;

	private LeakStormProcess(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	static LeakStormProcess start(String[] jvm, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
		command.addAll(List.of(jvm));
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), LeakStormApplication.class.getName(),
				"--server.port=0", "--spring.datasource.url=" + PostgresServer.url(),
				"--spring.datasource.hikari.maximum-pool-size=10", "--logging.level.root=off",
				"--spring.main.banner-mode=off"));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		BufferedReader output = process.inputReader();
		StringBuilder said = new StringBuilder();
		for (String line; (line = output.readLine()) != null;) {
			if (line.startsWith(LeakStormApplication.PORT)) {
				return new LeakStormProcess(process,
						Integer.parseInt(line.substring(LeakStormApplication.PORT.length())));
			}
			said.append(line).append(System.lineSeparator());
		}
		throw new IllegalStateException("The application did not start: " + said);
	}

	int port() {
		return this.port;
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

}
