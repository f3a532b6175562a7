package io.github.connectionpool.internal.product;

import java.lang.reflect.Field;
import java.util.List;
import java.util.function.Predicate;

import javax.sql.DataSource;

import org.apache.tomcat.jdbc.pool.ConnectionPool;
import org.apache.tomcat.jdbc.pool.DataSourceProxy;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.apache.tomcat.jdbc.pool.PooledConnection;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;

import io.github.connectionpool.internal.pool.DriverConnections;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.internal.pool.KnownProduct;
import io.github.connectionpool.internal.pool.OwnConnections;
import io.github.connectionpool.internal.pool.PoolLimit;
import io.github.connectionpool.internal.pool.PoolSettings;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.internal.pool.PoolTimeouts;
import io.github.connectionpool.report.ConnectionCounts;

/**
 * Tomcat JDBC.
 */
final class TomcatProduct implements KnownProduct {

	private static final Field POOL = poolField();

	@Override
	public boolean isProduct(Class<?> type) {
		return org.apache.tomcat.jdbc.pool.DataSource.class.isAssignableFrom(type);
	}

	/** Not for a proxy, behind which it cannot be seen whether the pool has started. */
	@Override
	public @Nullable PoolStatistics statistics(DataSource dataSource) {
		return AopUtils.isAopProxy(dataSource) ? null
				: new Statistics((org.apache.tomcat.jdbc.pool.DataSource) dataSource);
	}

	/**
	 * Unless told so, the pool would lend a connection that was cut off once more. Once
	 * told it passes nothing on but the close.
	 */
	@Override
	public Eviction eviction(DataSource dataSource) {
		return (connection) -> {
			PooledConnection pooled = connection.unwrap(PooledConnection.class);
			Eviction.abortThen((cutOff) -> {
				pooled.setDiscarded(true);
				cutOff.close();
			}).evict(connection);
		};
	}

	@Override
	public OwnConnections ownConnections(DataSource dataSource) {
		DataSourceProxy tomcat = (DataSourceProxy) dataSource;
		return (limits) -> DriverConnections.open(tomcat.getUrl(), tomcat.getUsername(),
				tomcat.getPoolProperties().getPassword(), tomcat.getDbProperties(),
				DriverConnections.listOf(tomcat.getInitSQL()), limits);
	}

	@Override
	public @Nullable PoolLimit limit(DataSource dataSource) {
		org.apache.tomcat.jdbc.pool.DataSource tomcat = (org.apache.tomcat.jdbc.pool.DataSource) dataSource;
		return (startedPool(tomcat) != null) ? null : new Limit(tomcat);
	}

	@Override
	public @Nullable PoolTimeouts timeouts(DataSource dataSource) {
		org.apache.tomcat.jdbc.pool.DataSource tomcat = (org.apache.tomcat.jdbc.pool.DataSource) dataSource;
		return (startedPool(tomcat) != null) ? null : new TomcatTimeouts(tomcat);
	}

	/**
	 * By its field: {@code getPool()} and all methods that count would start the pool.
	 */
	private static @Nullable ConnectionPool startedPool(DataSourceProxy tomcat) {
		return (ConnectionPool) ReflectionUtils.getField(POOL, tomcat);
	}

	private static Field poolField() {
		Field field = ReflectionUtils.findField(DataSourceProxy.class, "pool", ConnectionPool.class);
		Assert.state(field != null, "Tomcat's DataSourceProxy has no field 'pool'");
		ReflectionUtils.makeAccessible(field);
		return field;
	}

	private record Statistics(DataSourceProxy tomcat) implements PoolStatistics {

		@Override
		public ConnectionCounts counts() {
			int max = this.tomcat.getMaxActive();
			int min = this.tomcat.getMinIdle();
			ConnectionPool pool = startedPool(this.tomcat);
			if (pool == null) {
				return new ConnectionCounts(0, 0, max, min, 0);
			}
			return new ConnectionCounts(pool.getActive(), pool.getIdle(), max, min, pool.getWaitCount());
		}

		@Override
		public @Nullable String poolName() {
			return this.tomcat.getName();
		}

		@Override
		public @Nullable String jdbcUrl() {
			return this.tomcat.getUrl();
		}

		@Override
		public PoolSettings settings() {
			return TomcatTimeouts.settings(this.tomcat);
		}

		@Override
		public boolean autoCommit() {
			return !Boolean.FALSE.equals(this.tomcat.isDefaultAutoCommit());
		}

	}

	private record Limit(DataSourceProxy tomcat) implements PoolLimit {

		/** Of the initial size and the minimum. */
		private static final int DEFAULT_SIZE = 10;

		@Override
		public String property() {
			return "max-active";
		}

		@Override
		public boolean isDefault() {
			return this.tomcat.getMaxActive() == PoolProperties.DEFAULT_MAX_ACTIVE;
		}

		@Override
		public int connections() {
			return this.tomcat.getMaxActive();
		}

		@Override
		public @Nullable String jdbcUrl() {
			return this.tomcat.getUrl();
		}

		@Override
		public int minimum() {
			return Math.max(unlessDefault(this.tomcat.getInitialSize(), DEFAULT_SIZE),
					Math.max(unlessDefault(this.tomcat.getMinIdle(), DEFAULT_SIZE),
							unlessDefault(this.tomcat.getMaxIdle(), PoolProperties.DEFAULT_MAX_ACTIVE)));
		}

		private static int unlessDefault(int value, int defaultValue) {
			return (value != defaultValue) ? value : 0;
		}

		@Override
		public List<String> keeping() {
			return List.of("initial-size", "min-idle", "max-idle");
		}

		@Override
		public void set(int connections, Predicate<String> isSet) {
			raise(connections, isSet);
			// the pool would lower these by itself, with a warning each
			if (!isSet.test("initial-size")) {
				this.tomcat.setInitialSize(Math.min(this.tomcat.getInitialSize(), connections));
			}
			if (!isSet.test("min-idle")) {
				this.tomcat.setMinIdle(Math.min(this.tomcat.getMinIdle(), connections));
			}
			if (!isSet.test("max-idle") && this.tomcat.getMaxIdle() == PoolProperties.DEFAULT_MAX_ACTIVE) {
				this.tomcat.setMaxIdle(connections);
			}
		}

		@Override
		public void raise(int connections, Predicate<String> isSet) {
			this.tomcat.setMaxActive(connections);
		}

	}

}
