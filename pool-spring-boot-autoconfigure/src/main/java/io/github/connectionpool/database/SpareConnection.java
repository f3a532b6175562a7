package io.github.connectionpool.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import io.github.connectionpool.checkout.Eviction;

/**
 * A borrowed connection on which nothing hangs and no transaction is begun. Goes back as
 * it came, or not at all. Not thread-safe.
 */
final class SpareConnection implements AutoCloseable {

	private final Connection connection;

	private final Eviction eviction;

	private int networkTimeout;

	private boolean autoCommit = true;

	private boolean broken;

	private SpareConnection(Connection connection, Eviction eviction) {
		this.connection = connection;
		this.eviction = eviction;
	}

	/** Takes care of it from now on, whatever happens. */
	static SpareConnection prepare(Connection connection, Eviction eviction, Duration timeout) throws SQLException {
		SpareConnection spare = new SpareConnection(connection, eviction);
		try {
			spare.networkTimeout = connection.getNetworkTimeout();
			connection.setNetworkTimeout(Runnable::run, Math.toIntExact(timeout.toMillis()));
			spare.autoCommit = connection.getAutoCommit();
			if (!spare.autoCommit) {
				connection.setAutoCommit(true);
			}
			return spare;
		}
		catch (Throwable ex) {
			spare.broken();
			spare.closeAfter(ex);
			throw ex;
		}
	}

	Connection connection() {
		return this.connection;
	}

	/** It must not be lent again. */
	void broken() {
		this.broken = true;
	}

	@Override
	public void close() throws SQLException {
		if (!this.broken) {
			try {
				if (!this.autoCommit) {
					this.connection.setAutoCommit(false);
				}
				this.connection.setNetworkTimeout(Runnable::run, this.networkTimeout);
				this.connection.close();
				return;
			}
			catch (SQLException | RuntimeException ex) {
				this.broken = true;
			}
		}
		this.eviction.evict(this.connection);
	}

	private void closeAfter(Throwable failure) {
		try {
			close();
		}
		catch (SQLException | RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

}
