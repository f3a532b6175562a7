package io.github.connectionpool.internal.product;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool;
import com.zaxxer.hikari.util.Credentials;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pool.DriverConnections;
import io.github.connectionpool.internal.pool.DriverProperties;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.internal.pool.KnownProduct;
import io.github.connectionpool.internal.pool.OwnConnections;
import io.github.connectionpool.internal.pool.PoolLimit;
import io.github.connectionpool.internal.pool.PoolSettings;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.internal.pool.PoolTimeouts;
import io.github.connectionpool.report.ConnectionCounts;

/**
 * HikariCP.
 */
final class HikariProduct implements KnownProduct {

	@Override
	public boolean isProduct(Class<?> type) {
		return HikariDataSource.class.isAssignableFrom(type);
	}

	@Override
	public PoolStatistics statistics(DataSource dataSource) {
		return new Statistics((HikariDataSource) dataSource);
	}

	@Override
	public Eviction eviction(DataSource dataSource) {
		return Eviction.abortThen(((HikariDataSource) dataSource)::evictConnection);
	}

	@Override
	public OwnConnections ownConnections(DataSource dataSource) {
		HikariDataSource hikari = (HikariDataSource) dataSource;
		return (limits) -> open(hikari, limits);
	}

	private static @Nullable Connection open(HikariDataSource hikari, Properties limits) throws SQLException {
		Credentials credentials = HikariCredentials.of(hikari);
		return DriverConnections.open(hikari.getJdbcUrl(), credentials.getUsername(), credentials.getPassword(),
				hikari.getDataSourceProperties(), DriverConnections.listOf(hikari.getConnectionInitSql()), limits);
	}

	@Override
	public @Nullable PoolLimit limit(DataSource dataSource) {
		HikariDataSource hikari = (HikariDataSource) dataSource;
		// one made from a HikariConfig runs already: its maker has decided
		return hikari.isRunning() ? null : new Limit(hikari);
	}

	@Override
	public @Nullable PoolTimeouts timeouts(DataSource dataSource) {
		HikariDataSource hikari = (HikariDataSource) dataSource;
		return hikari.isRunning() ? null : new HikariTimeouts(hikari);
	}

	private static final class Statistics implements PoolStatistics {

		private final HikariDataSource hikari;

		private final HikariSettings settings;

		Statistics(HikariDataSource hikari) {
			this.hikari = hikari;
			this.settings = new HikariSettings(hikari);
		}

		@Override
		public ConnectionCounts counts() {
			int max = this.hikari.getMaximumPoolSize();
			// not set is -1 until the pool starts, and then means the maximum
			int min = (this.hikari.getMinimumIdle() >= 0) ? this.hikari.getMinimumIdle() : max;
			HikariPoolMXBean pool = this.hikari.getHikariPoolMXBean();
			if (pool == null) {
				return new ConnectionCounts(0, 0, max, min, 0);
			}
			return new ConnectionCounts(pool.getActiveConnections(), pool.getIdleConnections(), max, min,
					pool.getThreadsAwaitingConnection());
		}

		/** It has no method for it: its state is a public field of the class. */
		@Override
		public boolean suspended() {
			return this.hikari.getHikariPoolMXBean() instanceof HikariPool pool
					&& pool.poolState == HikariPool.POOL_SUSPENDED;
		}

		@Override
		public @Nullable String poolName() {
			return this.hikari.getPoolName();
		}

		@Override
		public @Nullable String jdbcUrl() {
			return this.hikari.getJdbcUrl();
		}

		@Override
		public PoolSettings settings() {
			return this.settings.read();
		}

		@Override
		public boolean autoCommit() {
			return this.hikari.isAutoCommit();
		}

	}

	private record Limit(HikariDataSource hikari) implements PoolLimit {

		private static final int DEFAULT = 10;

		/** HikariCP's own, in milliseconds. */
		private static final int MARGIN = 1_000;

		private static final int SHORTEST_IDLE_TIMEOUT = 10_000;

		@Override
		public String property() {
			return "maximum-pool-size";
		}

		@Override
		public boolean isDefault() {
			int max = this.hikari.getMaximumPoolSize();
			return max == DEFAULT || max == -1;
		}

		@Override
		public int connections() {
			int max = this.hikari.getMaximumPoolSize();
			return (max >= 0) ? max : DEFAULT;
		}

		@Override
		public @Nullable String jdbcUrl() {
			String url = this.hikari.getJdbcUrl();
			return (url != null) ? url : DriverProperties.url(this.hikari.getDataSourceProperties());
		}

		@Override
		public int minimum() {
			return Math.max(0, this.hikari.getMinimumIdle());
		}

		@Override
		public List<String> keeping() {
			return List.of("minimum-idle");
		}

		@Override
		public void set(int connections, Predicate<String> isSet) {
			this.hikari.setMaximumPoolSize(connections);
		}

		/**
		 * HikariCP keeps as many as its maximum where the minimum is not set. With a
		 * minimum below the maximum it minds the idle timeout, and complains of one that
		 * is no shorter than the lifetime.
		 */
		@Override
		public void raise(int connections, Predicate<String> isSet) {
			if (this.hikari.getMinimumIdle() < 0) {
				this.hikari.setMinimumIdle(connections());
				long lifetime = this.hikari.getMaxLifetime();
				if (!isSet.test("idle-timeout") && lifetime > 0 && this.hikari.getIdleTimeout() >= lifetime - MARGIN) {
					this.hikari.setIdleTimeout(Math.max(SHORTEST_IDLE_TIMEOUT, lifetime / 2));
				}
			}
			this.hikari.setMaximumPoolSize(connections);
		}

	}

}
