package io.github.connectionpool.testsupport;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A MariaDB of this machine, empty when it is started. Thread-safe.
 */
public final class MariaDbServer implements AutoCloseable {

	/** What to do where it is not installed. */
	public static final String HOW_TO_INSTALL = "MariaDB is not installed. On Debian and Ubuntu:"
			+ " apt-get install mariadb-server; or name the program with -Dmariadb.program=";

	private static final String HOST = "127.0.0.1";

	private static final Duration LONGEST_START = Duration.ofSeconds(60);

	private static final List<String> USUAL_PLACES = List.of("/usr/sbin/mariadbd", "/usr/bin/mariadbd",
			"/usr/local/bin/mariadbd", "/opt/homebrew/bin/mariadbd");

	private static final List<String> INSTALLERS = List.of("/usr/bin/mariadb-install-db",
			"/usr/local/bin/mariadb-install-db", "/opt/homebrew/bin/mariadb-install-db");

	private final Program program;

	private final int port;

	private MariaDbServer(Program program, int port) {
		this.program = program;
		this.port = port;
	}

	/**
	 * Finds the program: by the system property {@code mariadb.program}, or else in its
	 * usual places.
	 * @return the path, empty if the server or its installer is not installed
	 */
	public static Optional<Path> program() {
		return installer().flatMap((installer) -> Program.find("mariadb.program", USUAL_PLACES));
	}

	private static Optional<Path> installer() {
		return Program.find("mariadb.install.program", INSTALLERS);
	}

	/**
	 * Start one.
	 * @param options as its configuration has them, for example
	 * {@code max-connections=20}
	 * @return once it answers
	 * @throws IOException if it is not installed, or does not answer in time; the message
	 * has its log
	 */
	public static MariaDbServer start(String... options) throws IOException {
		Path program = program().orElseThrow(() -> new IOException(HOW_TO_INSTALL));
		Path directory = Program.directory("mariadb");
		Path data = directory.resolve("data");
		List<String> install = new ArrayList<>(
				List.of(installer().orElseThrow().toString(), "--no-defaults", "--datadir=" + data,
						"--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"));
		install.addAll(Program.asNobody("--user="));
		Program.run(directory, install, LONGEST_START);
		int port = Program.freePort();
		List<String> command = new ArrayList<>(List.of(program.toString(), "--no-defaults", "--datadir=" + data,
				"--port=" + port, "--bind-address=" + HOST, "--socket=" + data.resolve("s.sock"),
				"--pid-file=" + data.resolve("pid"), "--skip-name-resolve"));
		command.addAll(Program.asNobody("--user="));
		for (String option : options) {
			command.add("--" + option);
		}
		Program running = Program.start(directory, command);
		try {
			running.await(() -> Program.answers(port), LONGEST_START);
		}
		catch (IOException ex) {
			running.close();
			throw ex;
		}
		return new MariaDbServer(running, port);
	}

	/**
	 * Where it listens, on this machine only.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Where a pool connects to; {@code root} needs no password.
	 * @param driver {@code mariadb} or {@code mysql}
	 * @param database name of the database, {@code mysql} is always there
	 * @return a JDBC URL
	 */
	public String url(String driver, String database) {
		return "jdbc:" + driver + "://" + HOST + ":" + this.port + "/" + database;
	}

	/**
	 * Stop it where it is, as a machine that hangs.
	 * @throws IOException if it cannot be told
	 */
	public void freeze() throws IOException {
		this.program.signal("STOP");
	}

	/**
	 * Let it go on.
	 * @throws IOException if it cannot be told
	 */
	public void thaw() throws IOException {
		this.program.signal("CONT");
	}

	/**
	 * Stop it for good. A second call does nothing.
	 */
	@Override
	public void close() {
		this.program.close();
	}

}
