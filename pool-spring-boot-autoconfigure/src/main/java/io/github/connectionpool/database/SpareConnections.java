package io.github.connectionpool.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.checkout.ConnectionCounts;
import io.github.connectionpool.checkout.Eviction;
import io.github.connectionpool.checkout.PoolStatistics;

/**
 * Borrows a connection of a pool only while the application can spare it: at least one
 * other stays idle, and nobody waits. Thread-safe.
 */
final class SpareConnections {

	private final PoolStatistics statistics;

	private final DataSource dataSource;

	private final Eviction eviction;

	private final Duration timeout;

	private final Object lock = new Object();

	/** Guarded by the lock. */
	private @Nullable Thread borrower;

	/** Guarded by the lock. */
	private long borrowingSince;

	private volatile boolean hurried;

	SpareConnections(PoolStatistics statistics, DataSource dataSource, Eviction eviction, Duration timeout) {
		this.statistics = statistics;
		this.dataSource = dataSource;
		this.eviction = eviction;
		this.timeout = timeout;
	}

	/**
	 * Borrows one, null if none can be spared. A pool that has not started has none.
	 * @throws SQLException if there seemed to be one, but the pool could not lend it
	 */
	@Nullable SpareConnection borrow() throws SQLException {
		if (!areIdle(2)) {
			return null;
		}
		long start = System.nanoTime();
		Connection connection = getConnection();
		boolean late = System.nanoTime() - start > this.timeout.toNanos();
		boolean spared = false;
		try {
			// others may have borrowed at the same instant; and after broken ones the
			// pool
			// may have lent one that is in use all the time
			spared = !late && areIdle(1);
		}
		finally {
			if (!spared) {
				connection.close();
			}
		}
		if (late) {
			throw late(null);
		}
		return spared ? SpareConnection.prepare(connection, this.eviction, this.timeout) : null;
	}

	private boolean areIdle(int atLeast) {
		ConnectionCounts counts = this.statistics.counts();
		Integer idle = counts.idle();
		Integer pending = counts.pending();
		return idle != null && idle >= atLeast && (pending == null || pending == 0);
	}

	private Connection getConnection() throws SQLException {
		synchronized (this.lock) {
			this.borrower = Thread.currentThread();
			this.borrowingSince = System.nanoTime();
		}
		try {
			return this.dataSource.getConnection();
		}
		catch (SQLException ex) {
			if (this.hurried) {
				throw late(ex);
			}
			throw ex;
		}
		finally {
			synchronized (this.lock) {
				this.borrower = null;
				this.hurried = false;
				// it was meant for the borrowing
				Thread.interrupted();
			}
		}
	}

	private SQLException late(@Nullable SQLException cause) {
		return new SQLException("The pool has not lent a connection within " + this.timeout.toMillis()
				+ " ms; those that are idle may be broken.", cause);
	}

	/** Ends a borrowing that waits, as it does when all idle connections were broken. */
	void hurry() {
		synchronized (this.lock) {
			if (this.borrower != null && System.nanoTime() - this.borrowingSince > this.timeout.toNanos()) {
				this.hurried = true;
				this.borrower.interrupt();
			}
		}
	}

}
