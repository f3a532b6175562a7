package io.github.connectionpool.internal.pgbouncer.console;

import java.util.Objects;

import io.github.connectionpool.internal.sql.JdbcUrl;

/**
 * Where a console is. Immutable.
 *
 * @param url the JDBC URL, with the parameters the user has given it
 * @param hosts host and port, or several of them
 */
record ConsoleAddress(String url, String hosts) {

	private static final String DATABASE = "pgbouncer";

	private static final String EXPECTED = "it has to be jdbc:postgresql://host:port/pgbouncer, as in"
			+ " jdbc:postgresql://localhost:6432/pgbouncer";

	/**
	 * Takes a URL apart.
	 * @throws IllegalArgumentException if it is not one of a console; the message tells
	 * the given text, without its parameters, and the allowed form
	 */
	static ConsoleAddress of(String url) {
		String given = url.trim();
		JdbcUrl read = JdbcUrl.of(given);
		String hosts = read.hosts();
		String database = Objects.requireNonNullElse(read.database(), "");
		if (!read.isPostgresDriver()) {
			throw wrong(read, "is not the URL of a PgBouncer console");
		}
		if (hosts.isEmpty()) {
			throw wrong(read, "names no host");
		}
		if (!JdbcUrl.isPlain("//" + hosts)) {
			throw wrong(read, "has more than hosts and ports before the database: the user belongs into"
					+ " connectionpool.pgbouncer.user, and the password into .password");
		}
		if (!database.equals(DATABASE)) {
			throw wrong(read, database.isEmpty() ? "names no database, and the console of PgBouncer is one"
					: "is the URL of " + named(database) + ", not of the console of PgBouncer");
		}
		return new ConsoleAddress(given, hosts);
	}

	private static IllegalArgumentException wrong(JdbcUrl given, String why) {
		String shown = given.masked();
		int parameters = shown.indexOf('?');
		return new IllegalArgumentException(
				"'" + ((parameters >= 0) ? shown.substring(0, parameters) : shown) + "' " + why + ": " + EXPECTED);
	}

	/** The name may be a part of a password that has a slash in it. */
	private static String named(String database) {
		return JdbcUrl.isPlain("//host/" + database) ? "the database '" + database + "'" : "another database";
	}

}
