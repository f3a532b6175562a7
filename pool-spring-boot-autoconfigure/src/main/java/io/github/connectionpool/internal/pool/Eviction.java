package io.github.connectionpool.internal.pool;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * How a pool throws a borrowed connection away, so that it is closed in the database and
 * its place is free. Must be thread-safe.
 */
@FunctionalInterface
public interface Eviction {

	/** For any pool: cut the connection off, then let the pool find that out. */
	Eviction ABORT = abortThen(Connection::close);

	/**
	 * Cut the connection off before the pool is told, which is in no hurry to close what
	 * a query runs on.
	 * @param telling tells the pool, whether or not the abort succeeded
	 * @return both
	 */
	static Eviction abortThen(Eviction telling) {
		return (connection) -> {
			try {
				connection.abort(Runnable::run);
			}
			finally {
				telling.evict(connection);
			}
		};
	}

	/**
	 * Throw a connection away. Does not wait for what it may be doing.
	 * @param connection the pool's connection
	 * @throws SQLException if that fails
	 */
	void evict(Connection connection) throws SQLException;

	/**
	 * Roll a connection back before it is returned in the application's place.
	 * @param connection the pool's connection, without auto-commit
	 * @throws SQLException if that fails
	 */
	default void rollBack(Connection connection) throws SQLException {
		connection.rollback();
	}

}
