package io.github.connectionpool.internal.pool;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.report.ConnectionCounts;

/**
 * What a pool says of itself. An implementation reads counters: it never borrows, never
 * waits and never starts a pool that has not started. Must be thread-safe.
 */
public interface PoolStatistics {

	/**
	 * The pool's counts.
	 * @return the counts now
	 * @throws CountsUnknownException if the pool does not tell them, and the reason has
	 * been logged
	 */
	ConnectionCounts counts();

	/**
	 * The name the pool gives itself.
	 * @return the name, null while it has none
	 */
	@Nullable String poolName();

	/**
	 * Where the pool connects to, which tells the SQL dialect.
	 * @return the JDBC URL, null if the pool does not tell
	 */
	@Nullable String jdbcUrl();

	/**
	 * How the pool is configured.
	 * @return its settings now
	 */
	default PoolSettings settings() {
		return PoolSettings.UNKNOWN;
	}

	/**
	 * Whether the pool was suspended, so that it lends nothing until it is resumed.
	 * @return false also for pools that cannot be suspended
	 */
	default boolean suspended() {
		return false;
	}

	/**
	 * The mode in which connections are lent. Called on every borrow.
	 * @return whether each statement is a transaction of its own
	 */
	boolean autoCommit();

}
