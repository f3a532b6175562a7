package io.github.connectionpool.internal.product;

import java.sql.Connection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.function.SingletonSupplier;

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
 * Commons DBCP 2.
 */
final class Dbcp2Product implements KnownProduct {

	private static final Log logger = LogFactory.getLog(Dbcp2Product.class);

	@Override
	public boolean isProduct(Class<?> type) {
		return BasicDataSource.class.isAssignableFrom(type);
	}

	@Override
	public PoolStatistics statistics(DataSource dataSource) {
		return new Statistics((BasicDataSource) dataSource);
	}

	@Override
	public Eviction eviction(DataSource dataSource) {
		return Eviction.abortThen((connection) -> invalidate((BasicDataSource) dataSource, connection));
	}

	private static void invalidate(BasicDataSource dbcp2, Connection connection) {
		try {
			dbcp2.invalidateConnection(connection);
		}
		catch (IllegalStateException ex) {
			// it is out of the pool, but could not be closed: it has been cut off
			logger.debug("An evicted connection could not be closed", ex);
		}
	}

	@Override
	public OwnConnections ownConnections(DataSource dataSource) {
		BasicDataSource dbcp = (BasicDataSource) dataSource;
		return (limits) -> DriverConnections.open(dbcp.getUrl(), dbcp.getUserName(), password(dbcp), null,
				dbcp.getConnectionInitSqls(), limits);
	}

	@SuppressWarnings("deprecation") // there is no other way to know it
	private static @Nullable String password(BasicDataSource dbcp) {
		return dbcp.getPassword();
	}

	@Override
	public PoolLimit limit(DataSource dataSource) {
		return new Limit((BasicDataSource) dataSource);
	}

	@Override
	public PoolTimeouts timeouts(DataSource dataSource) {
		return new Dbcp2Timeouts((BasicDataSource) dataSource);
	}

	/**
	 * The settings are read once: while a connection is being opened, each reader has to
	 * wait.
	 */
	private static final class Statistics implements PoolStatistics {

		private final BasicDataSource dbcp2;

		private final Supplier<Settings> settings;

		Statistics(BasicDataSource dbcp2) {
			this.dbcp2 = dbcp2;
			// a proxy may not have its target yet
			this.settings = AopUtils.isAopProxy(dbcp2) ? SingletonSupplier.of(() -> Settings.of(dbcp2))
					: SingletonSupplier.of(Settings.of(dbcp2));
		}

		@Override
		public ConnectionCounts counts() {
			Settings settings = this.settings.get();
			return new ConnectionCounts(this.dbcp2.getNumActive(), this.dbcp2.getNumIdle(), settings.max(),
					settings.min(), null);
		}

		@Override
		public @Nullable String poolName() {
			return null;
		}

		@Override
		public @Nullable String jdbcUrl() {
			return this.settings.get().jdbcUrl();
		}

		@Override
		public PoolSettings settings() {
			return this.settings.get().timeouts();
		}

		@Override
		public boolean autoCommit() {
			return this.settings.get().autoCommit();
		}

	}

	private record Settings(@Nullable Integer max, int min, @Nullable String jdbcUrl, boolean autoCommit,
			PoolSettings timeouts) {

		static Settings of(BasicDataSource dbcp2) {
			int max = dbcp2.getMaxTotal();
			return new Settings((max > 0) ? max : null, dbcp2.getMinIdle(), dbcp2.getUrl(),
					!Boolean.FALSE.equals(dbcp2.getDefaultAutoCommit()), Dbcp2Timeouts.settings(dbcp2));
		}

	}

	private record Limit(BasicDataSource dbcp2) implements PoolLimit {

		@Override
		public String property() {
			return "max-total";
		}

		@Override
		public boolean isDefault() {
			return this.dbcp2.getMaxTotal() == GenericObjectPoolConfig.DEFAULT_MAX_TOTAL;
		}

		@Override
		public int connections() {
			int max = this.dbcp2.getMaxTotal();
			return (max >= 0) ? max : Integer.MAX_VALUE;
		}

		@Override
		public @Nullable String jdbcUrl() {
			return this.dbcp2.getUrl();
		}

		@Override
		public int minimum() {
			int maxIdle = this.dbcp2.getMaxIdle();
			return Math.max(Math.max(this.dbcp2.getInitialSize(), this.dbcp2.getMinIdle()),
					(maxIdle != GenericObjectPoolConfig.DEFAULT_MAX_IDLE) ? maxIdle : 0);
		}

		@Override
		public List<String> keeping() {
			return List.of("initial-size", "min-idle", "max-idle");
		}

		@Override
		public void set(int connections, Predicate<String> isSet) {
			raise(connections, isSet);
			// or connections above the default would be closed at every return
			if (!isSet.test("max-idle") && this.dbcp2.getMaxIdle() == GenericObjectPoolConfig.DEFAULT_MAX_IDLE) {
				this.dbcp2.setMaxIdle(connections);
			}
		}

		@Override
		public void raise(int connections, Predicate<String> isSet) {
			this.dbcp2.setMaxTotal(connections);
		}

	}

}
