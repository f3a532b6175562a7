package io.github.connectionpool.evaluation.friday;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * All instances of the sample, in one JVM of their own. Thread-safe.
 */
final class ShopProcess implements AutoCloseable {

	private static final String MAIN = "io.github.connectionpool.sample.ShopFleet";

	private static final int MOST_LINES = 20_000;

	private static final int MOST_CHARACTERS = 2000;

	private final Process process;

	private final List<Integer> ports;

	private final List<LogLine> log = Collections.synchronizedList(new ArrayList<>());

	private final CountDownLatch open;

	private ShopProcess(Process process, List<Integer> ports) {
		this.process = process;
		this.ports = ports;
		this.open = new CountDownLatch(ports.size());
		Thread reader = new Thread(this::read, "shop-log");
		reader.setDaemon(true);
		reader.start();
	}

	static ShopProcess start(Path sample, int instances, List<String> arguments) throws IOException {
		List<Integer> ports = freePorts(instances);
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		List<String> command = new ArrayList<>(List.of(java, "-Xmx" + heapMegabytes(instances) + "m",
				"-XX:TieredStopAtLevel=1", "-cp", sample.toAbsolutePath().toString(), "-Dloader.main=" + MAIN,
				"org.springframework.boot.loader.launch.PropertiesLauncher",
				"--sample.ports=" + ports.stream().map(String::valueOf).collect(Collectors.joining(","))));
		command.addAll(arguments);
		return new ShopProcess(new ProcessBuilder(command).redirectErrorStream(true).start(), ports);
	}

	/** One heap for all: a part for each, and that of the libraries. */
	static int heapMegabytes(int instances) {
		return Math.max(192, 64 * instances);
	}

	private static List<Integer> freePorts(int count) throws IOException {
		List<ServerSocket> sockets = new ArrayList<>();
		try {
			for (int i = 0; i < count; i++) {
				sockets.add(new ServerSocket(0));
			}
			return sockets.stream().map(ServerSocket::getLocalPort).toList();
		}
		finally {
			for (ServerSocket socket : sockets) {
				socket.close();
			}
		}
	}

	void awaitOpen(Duration atMost) throws IOException, InterruptedException {
		long end = System.nanoTime() + atMost.toNanos();
		while (!this.open.await(1, TimeUnit.SECONDS)) {
			if (!this.process.isAlive() || System.nanoTime() - end > 0) {
				throw new IOException("The sample did not start within " + atMost.toSeconds() + " s: " + lastLines());
			}
		}
	}

	private String lastLines() {
		List<LogLine> lines = log();
		return lines.subList(Math.max(0, lines.size() - 100), lines.size())
			.stream()
			.map(LogLine::text)
			.filter((text) -> !text.startsWith("\t"))
			.collect(Collectors.joining("\n"));
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader()) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				if (line.endsWith(" is open")) {
					this.open.countDown();
				}
				if (this.log.size() < MOST_LINES) {
					this.log
						.add(new LogLine(Instant.now(), line.substring(0, Math.min(line.length(), MOST_CHARACTERS))));
				}
			}
		}
		catch (IOException ex) {
			// it was ended
		}
	}

	List<Integer> ports() {
		return this.ports;
	}

	List<LogLine> log() {
		synchronized (this.log) {
			return List.copyOf(this.log);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

	/**
	 * A line of the log. Immutable.
	 *
	 * @param at when it was written
	 * @param text the line
	 */
	record LogLine(Instant at, String text) {

	}

}
