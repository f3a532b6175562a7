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
public final class MariaDbServer extends LocalServer {

	/** What to do where it is not installed. */
	public static final String HOW_TO_INSTALL = "MariaDB is not installed. On Debian and Ubuntu:"
			+ " apt-get install mariadb-server; or name the program with -Dmariadb.program=";

	private static final String READY = "ready for connections";

	private static final Duration LONGEST_START = Duration.ofSeconds(60);

	private static final List<String> USUAL_PLACES = List.of("/usr/sbin/mariadbd", "/usr/bin/mariadbd",
			"/usr/local/bin/mariadbd", "/opt/homebrew/bin/mariadbd");

	private static final List<String> INSTALLERS = List.of("/usr/bin/mariadb-install-db",
			"/usr/local/bin/mariadb-install-db", "/opt/homebrew/bin/mariadb-install-db");

	private MariaDbServer(Program program, int port) {
		super(program, port);
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
		return atFreePort((port) -> start(port, options));
	}

	private static MariaDbServer start(int port, String... options) throws IOException {
		Path program = program().orElseThrow(() -> new IOException(HOW_TO_INSTALL));
		Path directory = Program.directory("mariadb");
		Path data = directory.resolve("data");
		List<String> install = new ArrayList<>(
				List.of(installer().orElseThrow().toString(), "--no-defaults", "--datadir=" + data,
						"--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"));
		install.addAll(Program.asNobody("--user="));
		Program.run(directory, install, LONGEST_START);
		List<String> command = new ArrayList<>(List.of(program.toString(), "--no-defaults", "--datadir=" + data,
				"--port=" + port, "--bind-address=" + HOST, "--socket=" + data.resolve("s.sock"),
				"--pid-file=" + data.resolve("pid"), "--skip-name-resolve"));
		command.addAll(Program.asNobody("--user="));
		for (String option : options) {
			command.add("--" + option);
		}
		return new MariaDbServer(Program.listening(directory, command, READY, port, LONGEST_START), port);
	}

	/**
	 * Where a pool connects to; {@code root} needs no password.
	 * @param driver {@code mariadb} or {@code mysql}
	 * @param database name of the database, {@code mysql} is always there
	 * @return a JDBC URL
	 */
	public String url(String driver, String database) {
		return "jdbc:" + driver + "://" + HOST + ":" + port() + "/" + database;
	}

}
