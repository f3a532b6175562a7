package io.github.connectionpool.internal.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pool.OwnConnections;
import io.github.connectionpool.internal.sql.JdbcDriver;
import io.github.connectionpool.internal.sql.JdbcUrl;

/**
 * A connection for one reading, on which nothing hangs for long and no transaction is
 * begun. Not thread-safe.
 */
final class OwnConnection implements AutoCloseable {

	private final Connection connection;

	private boolean healthy;

	private OwnConnection(Connection connection) {
		this.connection = connection;
	}

	/** Null if it is not known how the pool connects. */
	static @Nullable OwnConnection open(OwnConnections connections, @Nullable String url, Duration timeout)
			throws SQLException {
		Connection connection = connections.open(limits(url, timeout));
		if (connection == null) {
			return null;
		}
		OwnConnection own = new OwnConnection(connection);
		try {
			connection.setNetworkTimeout(Runnable::run, Math.toIntExact(timeout.toMillis()));
			if (!connection.getAutoCommit()) {
				connection.setAutoCommit(true);
			}
			return own;
		}
		catch (Throwable ex) {
			own.close();
			throw ex;
		}
	}

	/** As the drivers of the products that are read have them. */
	private static Properties limits(@Nullable String url, Duration timeout) {
		Properties limits = new Properties();
		boolean postgres = JdbcUrl.of(url).driver() == JdbcDriver.POSTGRESQL;
		long seconds = Math.max(1, (timeout.toMillis() + 999) / 1000);
		String limit = Long.toString(postgres ? seconds : timeout.toMillis());
		limits.setProperty("connectTimeout", limit);
		limits.setProperty("socketTimeout", limit);
		if (postgres) {
			// of the whole login, which other drivers do not limit
			limits.setProperty("loginTimeout", limit);
		}
		return limits;
	}

	Connection connection() {
		return this.connection;
	}

	/** It has answered to the last. */
	void healthy() {
		this.healthy = true;
	}

	/** One that may hang is cut off: to say goodbye could take for ever. */
	@Override
	public void close() {
		try {
			if (this.healthy) {
				this.connection.close();
			}
			else {
				this.connection.abort(Runnable::run);
			}
		}
		catch (SQLException | RuntimeException ex) {
			// it is gone
		}
	}

}
