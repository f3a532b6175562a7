package io.github.connectionpool.benchmarks.watcher;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;

import io.github.connectionpool.benchmarks.slices.StubPool;

/**
 * What a pool of stubs says of itself.
 *
 * @param pool the pool
 */
record StubMetadata(StubPool pool) implements DataSourcePoolMetadata {

	@Override
	public @Nullable Float getUsage() {
		return null;
	}

	@Override
	public Integer getActive() {
		return this.pool.lent();
	}

	@Override
	public @Nullable Integer getIdle() {
		return null;
	}

	@Override
	public Integer getMax() {
		return this.pool.max();
	}

	@Override
	public @Nullable Integer getMin() {
		return null;
	}

	@Override
	public @Nullable String getValidationQuery() {
		return null;
	}

	@Override
	public Boolean getDefaultAutoCommit() {
		return true;
	}

}
