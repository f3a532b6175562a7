package io.github.connectionpool.pgbouncer;

import java.util.Locale;

/**
 * Where a console is. Immutable.
 *
 * @param url the JDBC URL, with the parameters the user has given it
 * @param hosts host and port, or several of them
 */
record ConsoleAddress(String url, String hosts) {

	private static final String PREFIX = "jdbc:postgresql://";

	private static final String DATABASE = "pgbouncer";

	private static final String EXPECTED = "it has to be jdbc:postgresql://host:port/pgbouncer, as in"
			+ " jdbc:postgresql://localhost:6432/pgbouncer";

	/**
	 * Takes a URL apart.
	 * @throws IllegalArgumentException if it is not one of a console; says what was
	 * given, without its parameters, and what is allowed
	 */
	static ConsoleAddress of(String url) {
		String given = url.trim();
		int question = given.indexOf('?');
		String bare = (question >= 0) ? given.substring(0, question) : given;
		if (!bare.toLowerCase(Locale.ROOT).startsWith(PREFIX)) {
			throw wrong(bare, "is not the URL of a PgBouncer console");
		}
		int slash = bare.indexOf('/', PREFIX.length());
		String hosts = bare.substring(PREFIX.length(), (slash >= 0) ? slash : bare.length());
		String database = (slash >= 0) ? bare.substring(slash + 1) : "";
		if (hosts.isEmpty()) {
			throw wrong(bare, "names no host");
		}
		if (!database.equals(DATABASE)) {
			throw wrong(bare, database.isEmpty() ? "names no database, and the console of PgBouncer is one"
					: "is the URL of the database '" + database + "', not of the console of PgBouncer");
		}
		return new ConsoleAddress(given, hosts);
	}

	private static IllegalArgumentException wrong(String bare, String why) {
		// somebody may have put a password where it is not meant to be
		String shown = bare.replaceAll("//[^/@]*@", "//***@");
		return new IllegalArgumentException("'" + shown + "' " + why + ": " + EXPECTED);
	}

}
