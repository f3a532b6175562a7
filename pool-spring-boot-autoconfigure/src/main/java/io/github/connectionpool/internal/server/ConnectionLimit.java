package io.github.connectionpool.internal.server;

import org.jspecify.annotations.Nullable;

/**
 * The lowest of the limits that a server sets to the connections of a pool. Immutable.
 *
 * @param scope whose limit it is
 * @param name name of the role or the database, null for the server's own
 * @param connections how many connections there may be
 * @param used how many there are that count against it, null if that is not known
 */
public record ConnectionLimit(Scope scope, @Nullable String name, int connections, @Nullable Integer used) {

	/** Whose connections a limit counts. */
	public enum Scope {

		/**
		 * All of the server. PostgreSQL: {@code max_connections} without those that are
		 * reserved.
		 */
		SERVER,

		/**
		 * Those to one database. PostgreSQL: {@code ALTER DATABASE .. CONNECTION LIMIT}.
		 */
		DATABASE,

		/**
		 * Those of one user. PostgreSQL: {@code ALTER ROLE .. CONNECTION LIMIT}; MariaDB
		 * and MySQL: {@code max_user_connections}.
		 */
		ROLE

	}

	/**
	 * Whose limit it is, to be put into a sentence.
	 * @return for example {@code the role shop}
	 */
	public String owner() {
		return switch (this.scope) {
			case SERVER -> "the server";
			case DATABASE -> "the database " + this.name;
			case ROLE -> "the role " + this.name;
		};
	}

	/** The lower of the two; of equal ones the wider. */
	static @Nullable ConnectionLimit lower(@Nullable ConnectionLimit wide, @Nullable ConnectionLimit narrow) {
		if (wide == null) {
			return narrow;
		}
		return (narrow != null && narrow.connections < wide.connections) ? narrow : wide;
	}

}
