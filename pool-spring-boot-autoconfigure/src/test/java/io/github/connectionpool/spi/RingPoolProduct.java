package io.github.connectionpool.spi;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.report.ConnectionCounts;

/**
 * Teaches the starter the {@link RingPool}. The page docs/extending.md shows this class.
 */
public class RingPoolProduct implements PoolProduct {

	@Override
	public boolean supports(Class<?> type) {
		return RingPool.class.isAssignableFrom(type);
	}

	@Override
	public ConnectionCounts counts(DataSource pool) {
		RingPool ring = (RingPool) pool;
		return new ConnectionCounts(ring.lent(), ring.idle(), ring.getMaximum(), 0, ring.waiting());
	}

	@Override
	public PoolDescription describe(DataSource pool) {
		RingPool ring = (RingPool) pool;
		return PoolDescription.EMPTY.withName("ring")
			.withJdbcUrl(ring.getUrl())
			.withTimeout(PoolDescription.Timeout.CONNECTION, ring.getTimeout());
	}

	@Override
	public void evict(DataSource pool, Connection connection) throws SQLException {
		((RingPool) pool).discard(connection);
	}

	@Override
	public @Nullable Maximum maximum(DataSource pool) {
		RingPool ring = (RingPool) pool;
		boolean isDefault = ring.getMaximum() == RingPool.DEFAULT_MAXIMUM;
		return ring.hasStarted() ? null : new Maximum("maximum", ring.getMaximum(), isDefault, 0);
	}

	@Override
	public void setMaximum(DataSource pool, int connections) {
		((RingPool) pool).setMaximum(connections);
	}

}
