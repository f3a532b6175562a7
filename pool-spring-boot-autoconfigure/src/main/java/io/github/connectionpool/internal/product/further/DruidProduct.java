package io.github.connectionpool.internal.product.further;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import javax.sql.DataSource;

import com.alibaba.druid.pool.DruidConnectionHolder;
import com.alibaba.druid.pool.DruidDataSource;
import com.alibaba.druid.pool.DruidPooledConnection;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pool.DriverConnections;
import io.github.connectionpool.internal.pool.DriverProperties;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.internal.pool.KnownProduct;
import io.github.connectionpool.internal.pool.OwnConnections;
import io.github.connectionpool.internal.pool.PoolLimit;
import io.github.connectionpool.internal.pool.PoolSettings;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.internal.pool.PoolTimeout;
import io.github.connectionpool.internal.pool.PoolTimeouts;
import io.github.connectionpool.internal.sql.JdbcUrl;
import io.github.connectionpool.report.ConnectionCounts;

/**
 * Alibaba Druid.
 */
public final class DruidProduct implements KnownProduct {

	/** The class whose presence tells that the library is there. */
	public static final String TYPE = "com.alibaba.druid.pool.DruidDataSource";

	@Override
	public boolean isProduct(Class<?> type) {
		return DruidDataSource.class.isAssignableFrom(type);
	}

	@Override
	public PoolStatistics statistics(DataSource dataSource) {
		return new Statistics((DruidDataSource) dataSource);
	}

	/** With a callback the password is known to the pool only. */
	@Override
	public OwnConnections ownConnections(DataSource dataSource) {
		DruidDataSource druid = (DruidDataSource) dataSource;
		return (limits) -> (druid.getUserCallback() != null || druid.getPasswordCallback() != null) ? null
				: DriverConnections.open(druid.getUrl(), druid.getUsername(), druid.getPassword(),
						druid.getConnectProperties(), List.copyOf(druid.getConnectionInitSqls()), limits);
	}

	@Override
	public Eviction eviction(DataSource dataSource) {
		return new Discard((DruidDataSource) dataSource);
	}

	@Override
	public @Nullable PoolLimit limit(DataSource dataSource) {
		DruidDataSource druid = (DruidDataSource) dataSource;
		return druid.isInited() ? null
				: new NumberLimit("max-active", DruidDataSource.DEFAULT_MAX_ACTIVE_SIZE, druid::getMaxActive,
						druid::setMaxActive, druid::getUrl,
						List.of(new NumberLimit.Kept("initial-size", DruidDataSource.DEFAULT_INITIAL_SIZE,
								druid::getInitialSize, druid::setInitialSize),
								new NumberLimit.Kept("min-idle", DruidDataSource.DEFAULT_MIN_IDLE, druid::getMinIdle,
										druid::setMinIdle)));
	}

	@Override
	public @Nullable PoolTimeouts timeouts(DataSource dataSource) {
		DruidDataSource druid = (DruidDataSource) dataSource;
		if (druid.isInited()) {
			return null;
		}
		return new SettableTimeouts(List.of(
				SettableTimeouts.millis(PoolTimeout.Kind.CONNECTION, "max-wait", druid.getMaxWait(),
						DruidDataSource.DEFAULT_MAX_WAIT, druid::setMaxWait),
				SettableTimeouts.millis(PoolTimeout.Kind.IDLE, "min-evictable-idle-time-millis",
						druid.getMinEvictableIdleTimeMillis(), DruidDataSource.DEFAULT_MIN_EVICTABLE_IDLE_TIME_MILLIS,
						druid::setMinEvictableIdleTimeMillis),
				SettableTimeouts.millis(PoolTimeout.Kind.MAX_LIFETIME, "phy-timeout-millis",
						druid.getPhyTimeoutMillis(), DruidDataSource.DEFAULT_PHY_TIMEOUT_MILLIS,
						druid::setPhyTimeoutMillis)),
				druid.getUrl(), driverProperties(druid), druid::addConnectionProperty);
	}

	/** With the two timeouts that Druid takes by itself, in the unit of the driver. */
	private static Map<String, String> driverProperties(DruidDataSource druid) {
		Properties properties = new Properties();
		properties.putAll(druid.getConnectProperties());
		long unit = JdbcUrl.of(druid.getUrl()).isPostgres() ? 1000 : 1;
		put(properties, "connectTimeout", druid.getConnectTimeout() / unit);
		put(properties, "socketTimeout", druid.getSocketTimeout() / unit);
		return DriverProperties.withoutSecrets(properties);
	}

	private static void put(Properties properties, String name, long value) {
		if (value > 0) {
			properties.putIfAbsent(name, String.valueOf(value));
		}
	}

	/** By Druid's own means. */
	private record Discard(DruidDataSource druid) implements Eviction {

		@Override
		public void evict(Connection connection) throws SQLException {
			Eviction.abortThen(this::discard).evict(connection);
		}

		/**
		 * A return would roll back on a connection that is closed, which Druid logs as an
		 * error. So the connection is disabled, and its place made free.
		 */
		private void discard(Connection connection) throws SQLException {
			DruidPooledConnection pooled = connection.unwrap(DruidPooledConnection.class);
			DruidConnectionHolder holder = pooled.getConnectionHolder();
			if (holder != null) {
				pooled.disable(new SQLException("Evicted by the connection pool monitor", "08003"));
				this.druid.discardConnection(holder);
			}
		}

		/**
		 * Druid passes a rollback on only if it has seen a statement without auto-commit.
		 * A transaction that SQL text has begun would be committed by the return.
		 */
		@Override
		public void rollBack(Connection connection) throws SQLException {
			connection.unwrap(DruidPooledConnection.class).getConnection().rollback();
			connection.rollback();
		}

	}

	/**
	 * A pool that has not been initialized holds the lock that guards its counts while it
	 * connects.
	 */
	private record Statistics(DruidDataSource druid) implements PoolStatistics {

		@Override
		public ConnectionCounts counts() {
			int max = this.druid.getMaxActive();
			int min = this.druid.getMinIdle();
			if (!this.druid.isInited()) {
				return new ConnectionCounts(0, 0, max, min, 0);
			}
			return new ConnectionCounts(this.druid.getActiveCount(), this.druid.getPoolingCount(), max, min,
					this.druid.getWaitThreadCount());
		}

		@Override
		public @Nullable String poolName() {
			return this.druid.getName();
		}

		@Override
		public @Nullable String jdbcUrl() {
			return this.druid.getUrl();
		}

		@Override
		public PoolSettings settings() {
			return new PoolSettings(DriverProperties.limit(this.druid.getMaxWait()),
					SettableTimeouts.limit(this.druid.getValidationQueryTimeout()),
					DriverProperties.limit(this.druid.getMinEvictableIdleTimeMillis()),
					DriverProperties.limit(this.druid.getPhyTimeoutMillis()),
					this.druid.isKeepAlive() ? DriverProperties.limit(this.druid.getKeepAliveBetweenTimeMillis())
							: Duration.ZERO,
					null, this.druid.isTestOnBorrow() || this.druid.isTestWhileIdle(), isolation(), null, initSql(),
					driverProperties(this.druid));
		}

		private @Nullable String isolation() {
			Integer level = this.druid.getDefaultTransactionIsolation();
			return (level != null) ? DriverProperties.isolation(level) : null;
		}

		private @Nullable String initSql() {
			Collection<String> sqls = this.druid.getConnectionInitSqls();
			return sqls.isEmpty() ? null : String.join("; ", sqls);
		}

		@Override
		public boolean autoCommit() {
			return this.druid.isDefaultAutoCommit();
		}

	}

}
