package io.github.connectionpool.internal.product;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.internal.pool.OwnConnections;
import io.github.connectionpool.internal.pool.PoolLimit;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.internal.pool.PoolTimeouts;

/**
 * One pool implementation, as HikariCP: how to recognize it, read it and size it. The
 * data source may be a proxy that is a subclass, so nothing may be kept that was read
 * through it.
 */
interface KnownProduct {

	/** Whether data sources of a class are of this product. */
	boolean isProduct(Class<?> type);

	/**
	 * Reads a data source of this product, null if this one cannot be read without
	 * starting it.
	 */
	@Nullable PoolStatistics statistics(DataSource dataSource);

	/** How a data source of this product connects to its server. */
	OwnConnections ownConnections(DataSource dataSource);

	/** How a data source of this product throws a borrowed connection away. */
	Eviction eviction(DataSource dataSource);

	/** The limit of a data source of this product, null if it can no longer be set. */
	@Nullable PoolLimit limit(DataSource dataSource);

	/**
	 * The timeouts of a data source of this product, null if they can no longer be set.
	 */
	@Nullable PoolTimeouts timeouts(DataSource dataSource);

}
