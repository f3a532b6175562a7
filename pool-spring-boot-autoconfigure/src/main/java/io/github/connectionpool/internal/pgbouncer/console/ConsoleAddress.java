package io.github.connectionpool.internal.pgbouncer.console;

import java.util.Locale;

import io.github.connectionpool.internal.sql.ShownUrl;

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
			throw wrong(given, "is not the URL of a PgBouncer console");
		}
		int slash = bare.indexOf('/', PREFIX.length());
		String hosts = bare.substring(PREFIX.length(), (slash >= 0) ? slash : bare.length());
		String database = (slash >= 0) ? bare.substring(slash + 1) : "";
		if (hosts.isEmpty()) {
			throw wrong(given, "names no host");
		}
		if (!ShownUrl.of(PREFIX + hosts).equals(PREFIX + hosts)) {
			throw wrong(given, "has more than hosts and ports before the database: the user belongs into"
					+ " connectionpool.pgbouncer.user, and the password into .password");
		}
		if (!database.equals(DATABASE)) {
			throw wrong(given, database.isEmpty() ? "names no database, and the console of PgBouncer is one"
					: "is the URL of " + named(database) + ", not of the console of PgBouncer");
		}
		return new ConsoleAddress(given, hosts);
	}

	private static IllegalArgumentException wrong(String given, String why) {
		String shown = ShownUrl.of(given);
		int parameters = shown.indexOf('?');
		return new IllegalArgumentException(
				"'" + ((parameters >= 0) ? shown.substring(0, parameters) : shown) + "' " + why + ": " + EXPECTED);
	}

	/** May be a part of a password that has a slash in it. */
	private static String named(String database) {
		String url = PREFIX + "host/" + database;
		return ShownUrl.of(url).equals(url) ? "the database '" + database + "'" : "another database";
	}

}
