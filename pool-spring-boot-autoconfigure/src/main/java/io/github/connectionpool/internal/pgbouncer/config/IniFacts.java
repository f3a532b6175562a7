package io.github.connectionpool.internal.pgbouncer.config;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The facts for the configuration of a PgBouncer; unknown ones are null. Times of zero
 * mean that there is no limit. Immutable.
 *
 * @param target where the pool's JDBC URL leads, which is PgBouncer itself where one is
 * there already
 * @param user the role that the pool connects as
 * @param poolMaximum the most connections of the pool in each instance, at least 1
 * @param instances how many instances of the application run, at least 1
 * @param serverLimit how many connections the server gives to ordinary users, at least 1:
 * {@code max_connections} less the reserved ones
 * @param usedByOthers how many of them others use, at least 0
 * @param serverConnections how many connections the server does best with, at least 1, as
 * the capacity plan recommends
 * @param running what the running PgBouncer's {@code SHOW CONFIG} says, null without one
 * @param connectionTimeout how long a borrower waits for the pool
 * @param queryTimeout how long the application waits for a query
 * @param maxLifetime after which age the pool replaces a connection
 * @param statementTimeout the server's {@code statement_timeout}
 * @param idleInTransactionTimeout the server's
 * {@code idle_in_transaction_session_timeout}
 * @param preparedStatements how many statements the driver keeps prepared on each
 * connection, 0 if it prepares none
 */
public record IniFacts(@Nullable JdbcTarget target, @Nullable String user, int poolMaximum, @Nullable Integer instances,
		@Nullable Integer serverLimit, @Nullable Integer usedByOthers, @Nullable Integer serverConnections,
		@Nullable Map<String, String> running, @Nullable Duration connectionTimeout, @Nullable Duration queryTimeout,
		@Nullable Duration maxLifetime, @Nullable Duration statementTimeout,
		@Nullable Duration idleInTransactionTimeout, @Nullable Integer preparedStatements) {

	private static final int LONGEST_USER = 63;

	/**
	 * Create them.
	 * @throws IllegalArgumentException if a number is too small or the user is empty, too
	 * long or has control characters
	 */
	public IniFacts {
		atLeast("poolMaximum", poolMaximum, 1);
		atLeast("instances", instances, 1);
		atLeast("serverLimit", serverLimit, 1);
		atLeast("usedByOthers", usedByOthers, 0);
		atLeast("serverConnections", serverConnections, 1);
		atLeast("preparedStatements", preparedStatements, 0);
		if (user != null) {
			IniText.check("user", user, LONGEST_USER);
		}
		running = (running != null) ? Map.copyOf(running) : null;
	}

	/**
	 * A role that can be written into a configuration file.
	 * @param user a role of the server, which may have any characters; null if not known
	 * @return null for one that no file can hold, which is then for the user to name
	 */
	public static @Nullable String writable(@Nullable String user) {
		return (user != null && !user.isBlank() && user.length() <= LONGEST_USER && IniText.isOneLine(user)) ? user
				: null;
	}

	private static void atLeast(String name, @Nullable Integer value, int min) {
		if (value != null && value < min) {
			throw new IllegalArgumentException("'" + name + "' must be at least " + min + ", but is " + value);
		}
	}

	/** How many connections all instances may open; instances count once if not known. */
	long clients() {
		return (long) this.poolMaximum * ((this.instances != null) ? this.instances : 1);
	}

	/** What the running PgBouncer has, null without one or without such a key. */
	@Nullable String running(String key) {
		return (this.running != null) ? this.running.get(key) : null;
	}

}
