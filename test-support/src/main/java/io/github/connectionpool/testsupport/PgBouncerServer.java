package io.github.connectionpool.testsupport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A PgBouncer of this machine, before a PostgreSQL of this machine. Thread-safe.
 */
public final class PgBouncerServer extends LocalServer {

	/** What to do where it is not installed. */
	public static final String HOW_TO_INSTALL = "PgBouncer is not installed. On Debian and Ubuntu:"
			+ " apt-get install pgbouncer; or name the program with -Dpgbouncer.program=";

	private static final String READY = "listening on ";

	private static final Duration LONGEST_START = Duration.ofSeconds(60);

	private static final List<String> USUAL_PLACES = List.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer",
			"/usr/local/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer");

	private PgBouncerServer(Program program, int port) {
		super(program, port);
	}

	/**
	 * The program.
	 * @return what the system property {@code pgbouncer.program} names, or where the
	 * program usually is; empty if it is not installed
	 */
	public static Optional<Path> program() {
		return Program.find("pgbouncer.program", USUAL_PLACES);
	}

	/**
	 * Prepare one before a server.
	 * @param serverPort port of the PostgreSQL on this machine
	 * @return the settings, at first those of transaction mode
	 */
	public static Builder before(int serverPort) {
		return new Builder(serverPort);
	}

	/**
	 * Where a pool connects to.
	 * @param database name of the database, {@code pgbouncer} for the console
	 * @param user the user of the connection
	 * @return a JDBC URL
	 */
	public String url(String database, String user) {
		return "jdbc:postgresql://" + HOST + ":" + port() + "/" + database + "?user=" + user;
	}

	/** The settings of a PgBouncer. Not thread-safe. */
	public static final class Builder {

		private static final List<String> OF_THIS_MACHINE = List.of("listen_addr", "listen_port", "auth_type",
				"auth_file", "admin_users");

		private final Map<String, String> databases = new LinkedHashMap<>();

		private final Map<String, String> users = new LinkedHashMap<>(Map.of("postgres", ""));

		private final Map<String, String> settings = new LinkedHashMap<>();

		private int port;

		private String text = "";

		private Builder(int serverPort) {
			this.databases.put("*", "host=" + HOST + " port=" + serverPort);
			this.settings.put("listen_addr", HOST);
			this.settings.put("unix_socket_dir", "");
			this.settings.put("auth_type", "trust");
			this.settings.put("admin_users", "postgres");
			this.settings.put("pool_mode", "transaction");
			this.settings.put("ignore_startup_parameters", "extra_float_digits");
		}

		/**
		 * Configure anything.
		 * @param name for example {@code default_pool_size}
		 * @param value its value
		 * @return this
		 */
		public Builder set(String name, Object value) {
			this.settings.put(name, value.toString());
			return this;
		}

		/**
		 * Takes the settings of a finished file. The builder keeps its own address, users
		 * and server.
		 * @param others the settings
		 * @return this
		 */
		public Builder setAll(Map<String, String> others) {
			this.settings.putAll(others);
			return this;
		}

		/**
		 * Name a database beside the server's own.
		 * @param name for clients
		 * @param parameters as the section {@code [databases]} has them, after host and
		 * port
		 * @return this
		 */
		public Builder database(String name, String parameters) {
			this.databases.put(name, this.databases.get("*") + " " + parameters);
			return this;
		}

		/**
		 * Takes a finished file, which replaces all other settings. The builder keeps its
		 * own address and users.
		 * @param ini the whole text
		 * @return this
		 */
		public Builder text(String ini) {
			this.text = ini;
			return this;
		}

		/**
		 * Adds a user.
		 * @param name the user
		 * @param password as plain text; asked for when {@code auth_type} says so
		 * @return this
		 */
		public Builder user(String name, String password) {
			this.users.put(name, password);
			return this;
		}

		/**
		 * Listen at a given port, as one that comes back after it was stopped.
		 * @param port the port; any that is free unless set
		 * @return this
		 */
		public Builder port(int port) {
			this.port = port;
			return this;
		}

		/**
		 * Start it.
		 * @return once it answers
		 * @throws IOException if it is not installed, or does not answer in time; the
		 * message has its log
		 */
		public PgBouncerServer start() throws IOException {
			return (this.port != 0) ? start(this.port) : atFreePort(this::start);
		}

		private PgBouncerServer start(int listenPort) throws IOException {
			Path program = program().orElseThrow(() -> new IOException(HOW_TO_INSTALL));
			Path directory = Program.directory("pgbouncer");
			Path users = directory.resolve("users.txt");
			Path ini = directory.resolve("pgbouncer.ini");
			Files.writeString(users,
					this.users.entrySet()
						.stream()
						.map((user) -> "\"" + user.getKey() + "\" \"" + user.getValue() + "\"\n")
						.collect(Collectors.joining()));
			this.settings.put("listen_port", Integer.toString(listenPort));
			this.settings.put("auth_file", users.toString());
			Files.writeString(ini, this.text.isEmpty()
					? "[databases]\n" + lines(this.databases) + "[pgbouncer]\n" + lines(this.settings) : ownText());
			List<String> command = new ArrayList<>(List.of(program.toString()));
			command.addAll(Program.asNobody("-u", ""));
			command.add(ini.toString());
			return new PgBouncerServer(Program.listening(directory, command, READY, listenPort, LONGEST_START),
					listenPort);
		}

		/** The given text, with the address and the users of this builder. */
		private String ownText() {
			String own = this.text;
			for (String key : OF_THIS_MACHINE) {
				own = Pattern.compile("^" + key + " *=.*$", Pattern.MULTILINE)
					.matcher(own)
					.replaceAll(Matcher.quoteReplacement(key + " = " + this.settings.get(key)));
			}
			return own + "unix_socket_dir =\n";
		}

		private static String lines(Map<String, String> entries) {
			return entries.entrySet()
				.stream()
				.map((entry) -> entry.getKey() + " = " + entry.getValue() + "\n")
				.collect(Collectors.joining());
		}

	}

}
