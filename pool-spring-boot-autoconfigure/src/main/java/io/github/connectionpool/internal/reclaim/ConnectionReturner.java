package io.github.connectionpool.internal.reclaim;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.pool.Eviction;

/**
 * Gives a connection that was taken back to its pool, clean, or has the pool throw it
 * away if that fails.
 */
final class ConnectionReturner {

	/**
	 * A server that does not answer must not hold up the others that wait. Where the
	 * driver does not mind it, {@link Reclamation} does.
	 */
	private static final int NETWORK_TIMEOUT_MILLIS = 5_000;

	private ConnectionReturner() {
	}

	/** Roll back and return. Whatever happens, the pool has it back. */
	static void clean(Checkout checkout) throws SQLException {
		clean(checkout, checkout.connection(), checkout.pool().eviction(), () -> true);
	}

	/**
	 * Roll back and return, or evict.
	 * @param connection what was lent
	 * @param eviction throws it away
	 * @param mayReturn is asked once it is clean: false if it has been thrown away
	 * meanwhile
	 */
	static void clean(Checkout checkout, @Nullable Connection connection, Eviction eviction, BooleanSupplier mayReturn)
			throws SQLException {
		try {
			if (connection != null) {
				rollBack(connection, checkout.pool().statistics().autoCommit());
				if (mayReturn.getAsBoolean()) {
					connection.close();
				}
			}
		}
		catch (Throwable ex) {
			throwAway(eviction, connection);
		}
		finally {
			checkout.pool().takenBack(checkout);
		}
	}

	/** Close it in the database, whatever it is doing. */
	static void evict(Checkout checkout) throws SQLException {
		try {
			throwAway(checkout.pool().eviction(), checkout.connection());
		}
		finally {
			checkout.pool().takenBack(checkout);
		}
	}

	private static void throwAway(Eviction eviction, @Nullable Connection connection) throws SQLException {
		if (connection != null) {
			eviction.evict(connection);
		}
	}

	/**
	 * Without auto-commit, since the driver knows of what was begun by SQL text but rolls
	 * it back in no other mode; then back to the mode in which the pool lends, which not
	 * every pool sets again by itself.
	 */
	private static void rollBack(Connection connection, boolean lentAutoCommit) throws SQLException {
		if (connection.isReadOnly()) {
			// not every pool resets it, nor is it known in which mode this one lends
			throw new SQLException("It was left read-only");
		}
		int timeout = limitNetwork(connection);
		if (connection.getAutoCommit()) {
			connection.setAutoCommit(false);
		}
		connection.rollback();
		connection.setAutoCommit(lentAutoCommit);
		if (timeout >= 0) {
			connection.setNetworkTimeout(Runnable::run, timeout);
		}
	}

	/** Returns the timeout to go back to, less than zero if the driver has none. */
	private static int limitNetwork(Connection connection) {
		try {
			int timeout = connection.getNetworkTimeout();
			connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MILLIS);
			return timeout;
		}
		catch (SQLException | RuntimeException | AbstractMethodError ex) {
			return -1;
		}
	}

}
