package io.github.connectionpool.internal.pool;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * One pool implementation, as HikariCP: how to recognize it, read it and size it. The
 * data source may be a proxy that is a subclass, so nothing may be kept that was read
 * through it. Must be thread-safe.
 */
public interface KnownProduct {

	/**
	 * Whether data sources of a class are of this product.
	 * @param type the class
	 * @return the same answer each time for the same class
	 */
	boolean isProduct(Class<?> type);

	/**
	 * Reads a data source of this product.
	 * @param dataSource the pool
	 * @return null if this one cannot be read without starting it
	 */
	@Nullable PoolStatistics statistics(DataSource dataSource);

	/**
	 * How a data source of this product connects to its server.
	 * @param dataSource the pool
	 * @return {@link OwnConnections#UNKNOWN} if the product does not tell
	 */
	OwnConnections ownConnections(DataSource dataSource);

	/**
	 * How a data source of this product throws a borrowed connection away.
	 * @param dataSource the pool
	 * @return by the product's own means
	 */
	Eviction eviction(DataSource dataSource);

	/**
	 * The limit of a data source of this product.
	 * @param dataSource the pool
	 * @return null if it can no longer be set
	 */
	@Nullable PoolLimit limit(DataSource dataSource);

	/**
	 * The timeouts of a data source of this product.
	 * @param dataSource the pool
	 * @return null if they can no longer be set
	 */
	@Nullable PoolTimeouts timeouts(DataSource dataSource);

}
