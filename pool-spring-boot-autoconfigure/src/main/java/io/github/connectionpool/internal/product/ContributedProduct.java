package io.github.connectionpool.internal.product;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;

import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.internal.pool.KnownProduct;
import io.github.connectionpool.internal.pool.OwnConnections;
import io.github.connectionpool.internal.pool.PoolLimit;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.internal.pool.PoolTimeouts;
import io.github.connectionpool.spi.PoolDescription;
import io.github.connectionpool.spi.PoolProduct;

/**
 * A product that the application teaches. Each call is guarded: the implementation may
 * fail, return forbidden values or never return. Thread-safe.
 */
final class ContributedProduct implements KnownProduct {

	private final PoolProduct product;

	private final Executor reader;

	private final ProductFaults faults;

	ContributedProduct(PoolProduct product, Executor reader) {
		this.product = product;
		this.reader = reader;
		this.faults = new ProductFaults(product);
	}

	@Override
	public boolean isProduct(Class<?> type) {
		try {
			return this.product.supports(type);
		}
		catch (Throwable ex) {
			this.faults.log("supports(Class)", "threw an exception for " + type.getName(),
					"It must answer for any class; the starter takes this as a no.", ex);
			return false;
		}
	}

	@Override
	public PoolStatistics statistics(DataSource dataSource) {
		ContributedPool pool = new ContributedPool(this.product, dataSource, this.reader, this.faults);
		// the target of a proxy may not exist yet
		if (!AopUtils.isAopProxy(dataSource)) {
			pool.read();
		}
		return pool;
	}

	@Override
	public OwnConnections ownConnections(DataSource dataSource) {
		return OwnConnections.UNKNOWN;
	}

	@Override
	public Eviction eviction(DataSource dataSource) {
		return Eviction.abortThen((connection) -> evict(dataSource, connection));
	}

	private void evict(DataSource dataSource, Connection connection) throws SQLException {
		try {
			this.product.evict(dataSource, connection);
		}
		catch (RuntimeException | LinkageError ex) {
			throw new SQLException(this.faults.text("evict(DataSource, Connection)", "threw an exception",
					"It may throw an SQLException if the pool keeps the connection."), ex);
		}
	}

	@Override
	public @Nullable PoolLimit limit(DataSource dataSource) {
		try {
			PoolProduct.Maximum maximum = this.product.maximum(dataSource);
			return (maximum != null) ? new ContributedLimit(this.product, dataSource, maximum, jdbcUrl(dataSource))
					: null;
		}
		catch (Throwable ex) {
			this.faults.log("maximum(DataSource)", "threw an exception for a pool of " + dataSource.getClass(),
					"It may return null if the maximum cannot be set; the starter leaves the maximum as it is.", ex);
			return null;
		}
	}

	@SuppressWarnings("ConstantValue") // applications may return null all the same
	private @Nullable String jdbcUrl(DataSource dataSource) {
		try {
			PoolDescription description = this.product.describe(dataSource);
			return (description != null) ? description.jdbcUrl() : null;
		}
		catch (Throwable ex) {
			this.faults.log("describe(DataSource)", "threw an exception for a pool of " + dataSource.getClass(),
					"It must return a description; the starter goes on without the JDBC URL.", ex);
			return null;
		}
	}

	@Override
	public @Nullable PoolTimeouts timeouts(DataSource dataSource) {
		return null;
	}

}
