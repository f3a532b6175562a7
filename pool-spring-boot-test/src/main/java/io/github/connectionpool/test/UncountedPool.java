package io.github.connectionpool.test;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pool.CountsUnknownException;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.report.ConnectionCounts;

/**
 * A data source that is not asked for its counts: the ledger has the connections that it
 * has lent.
 */
final class UncountedPool implements PoolStatistics {

	@Override
	public ConnectionCounts counts() {
		throw new CountsUnknownException("a watched data source is not counted");
	}

	@Override
	public @Nullable String poolName() {
		return null;
	}

	@Override
	public @Nullable String jdbcUrl() {
		return null;
	}

	@Override
	public boolean autoCommit() {
		return true;
	}

}
