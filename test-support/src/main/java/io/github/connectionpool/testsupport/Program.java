package io.github.connectionpool.testsupport;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A program that runs in a directory of its own until it is closed or this JVM ends.
 */
final class Program implements AutoCloseable {

	private static final String LOG = "log.txt";

	/** Servers refuse to run as root; this user is on every machine. */
	private static final String NOBODY = "nobody";

	private static final String PORT_TAKEN = "address already in use";

	private static final long POLL_MILLIS = 20;

	private final Path directory;

	private final Process process;

	private final Thread closer;

	private Program(Path directory, Process process) {
		this.directory = directory;
		this.process = process;
		this.closer = new Thread(this::end, "local-server-closer");
		Runtime.getRuntime().addShutdownHook(this.closer);
	}

	static Optional<Path> find(String property, List<String> places) {
		String named = System.getProperty(property);
		List<String> candidates = (named != null && !named.isEmpty()) ? List.of(named) : places;
		return candidates.stream().map(Path::of).filter(Files::isExecutable).findFirst();
	}

	/** A new directory that others may read, for programs that run as another user. */
	static Path directory(String name) throws IOException {
		Path directory = Files.createTempDirectory(name);
		return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	/**
	 * The option that runs a server as an unprivileged user, empty unless the JVM runs as
	 * root.
	 */
	static List<String> asNobody(String... option) {
		if (!"root".equals(System.getProperty("user.name"))) {
			return List.of();
		}
		List<String> arguments = new ArrayList<>(List.of(option));
		int last = arguments.size() - 1;
		arguments.set(last, arguments.get(last) + NOBODY);
		return arguments;
	}

	/**
	 * Starts a server and waits until it answers. Its log has to say that it listens,
	 * since another process may answer at the same port.
	 */
	static Program listening(Path directory, List<String> command, String ready, int port, Duration atMost)
			throws IOException {
		Program running = start(directory, command);
		try {
			running.await(() -> running.log().contains(ready) && answers(port), atMost);
			return running;
		}
		catch (IOException ex) {
			running.close();
			throw ex;
		}
	}

	private static Program start(Path directory, List<String> command) throws IOException {
		File log = directory.resolve(LOG).toFile();
		return new Program(directory,
				new ProcessBuilder(command).directory(directory.toFile())
					.redirectErrorStream(true)
					.redirectOutput(log)
					.start());
	}

	/** Whether something listens there on this machine. */
	private static boolean answers(int port) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** A port of this machine that is free at the moment. */
	static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private void await(BooleanSupplier condition, Duration atMost) throws IOException {
		long end = System.nanoTime() + atMost.toNanos();
		while (!condition.getAsBoolean()) {
			if (!this.process.isAlive() || System.nanoTime() - end > 0) {
				throw notStarted(log());
			}
			try {
				this.process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IOException("interrupted while it started", ex);
			}
		}
	}

	private String log() {
		try {
			return Files.readString(this.directory.resolve(LOG));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static IOException notStarted(String log) {
		String message = "The server did not start: " + log;
		return log.toLowerCase(Locale.ROOT).contains(PORT_TAKEN) ? new PortTakenException(message)
				: new IOException(message);
	}

	/** Waits for one that does its work and ends. */
	static void run(Path directory, List<String> command, Duration atMost) throws IOException {
		Path log = directory.resolve(LOG);
		Process process = new ProcessBuilder(command).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		try {
			if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
				process.destroyForcibly();
				throw new IOException(command.get(0) + " did not end within " + atMost);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
		if (process.exitValue() != 0) {
			throw new IOException(command.get(0) + " failed: " + Files.readString(log));
		}
	}

	void signal(String name) throws IOException {
		try {
			int exit = new ProcessBuilder("kill", "-" + name, Long.toString(this.process.pid())).start().waitFor();
			if (exit != 0) {
				throw new IOException("kill -" + name + " failed with " + exit);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
	}

	@Override
	public void close() {
		try {
			Runtime.getRuntime().removeShutdownHook(this.closer);
		}
		catch (IllegalStateException ex) {
			// the JVM ends, and the hook with it
		}
		end();
	}

	private void end() {
		// also one that is stopped, which would not hear of anything milder
		this.process.destroyForcibly().onExit().join();
		try {
			delete(this.directory);
		}
		catch (IOException ex) {
			// it is a temporary one
		}
	}

	static void delete(Path directory) throws IOException {
		Files.walkFileTree(directory, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Files.deleteIfExists(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(Path visited, @org.jspecify.annotations.Nullable IOException ex)
					throws IOException {
				Files.deleteIfExists(visited);
				return FileVisitResult.CONTINUE;
			}

		});
	}

}
