package io.github.connectionpool;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pool.PoolStatistics;

/**
 * A pool that tells its counts and nothing else.
 */
@NullMarked
@FunctionalInterface
public interface CountsOnly extends PoolStatistics {

	@Override
	default @Nullable String poolName() {
		return null;
	}

	@Override
	default @Nullable String jdbcUrl() {
		return null;
	}

	@Override
	default boolean autoCommit() {
		return true;
	}

}
