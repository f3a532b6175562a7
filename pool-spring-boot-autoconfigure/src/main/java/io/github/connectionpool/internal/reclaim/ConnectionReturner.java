package io.github.connectionpool.internal.reclaim;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.pool.Eviction;

/**
 * Returns a revoked connection to its pool in a clean state, or has the pool evict it if
 * that fails.
 */
final class ConnectionReturner {

	/**
	 * A server that does not answer must not delay the connections that wait to be
	 * reclaimed. If the driver ignores the limit, {@link Reclamation} has another one.
	 */
	private static final int NETWORK_TIMEOUT_MILLIS = 5_000;

	private ConnectionReturner() {
	}

	/** Roll back and return. In any case the pool has its slot back. */
	static void clean(Checkout checkout) throws SQLException {
		clean(checkout, checkout.connection(), checkout.pool().eviction(), () -> true);
	}

	/**
	 * Roll back and return, or evict.
	 * @param connection the pool's connection
	 * @param eviction evicts it
	 * @param mayReturn asked once the connection is clean: false if it has been evicted
	 * in the meantime
	 */
	static void clean(Checkout checkout, @Nullable Connection connection, Eviction eviction, BooleanSupplier mayReturn)
			throws SQLException {
		try {
			if (connection != null) {
				rollBack(connection, checkout.pool());
				if (mayReturn.getAsBoolean()) {
					connection.close();
				}
			}
		}
		catch (Throwable ex) {
			evict(eviction, connection);
		}
		finally {
			checkout.pool().revoked(checkout);
		}
	}

	/** Close the connection in the database, even while it is in use. */
	static void evict(Checkout checkout) throws SQLException {
		try {
			evict(checkout.pool().eviction(), checkout.connection());
		}
		finally {
			checkout.pool().revoked(checkout);
		}
	}

	private static void evict(Eviction eviction, @Nullable Connection connection) throws SQLException {
		if (connection != null) {
			eviction.evict(connection);
		}
	}

	/**
	 * Roll back and restore the auto-commit mode. Auto-commit is switched off first: a
	 * driver rolls back a transaction that SQL text has begun only in that mode. Then the
	 * mode in which the pool lends is set, since not every pool sets it by itself.
	 */
	private static void rollBack(Connection connection, MonitoredPool pool) throws SQLException {
		if (connection.isReadOnly()) {
			// not every pool resets the mode, and the mode in which this one lends is not
			// known
			throw new SQLException("It was left read-only");
		}
		int timeout = limitNetwork(connection);
		if (connection.getAutoCommit()) {
			connection.setAutoCommit(false);
		}
		pool.eviction().rollBack(connection);
		connection.setAutoCommit(pool.statistics().autoCommit());
		if (timeout >= 0) {
			connection.setNetworkTimeout(Runnable::run, timeout);
		}
	}

	/**
	 * Limit the network timeout. Returns the value to restore, negative if the driver has
	 * none.
	 */
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
