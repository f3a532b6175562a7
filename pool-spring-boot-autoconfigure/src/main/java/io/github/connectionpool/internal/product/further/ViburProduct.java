package io.github.connectionpool.internal.product.further;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Semaphore;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;
import org.vibur.dbcp.ViburDBCPDataSource;
import org.vibur.dbcp.ViburDataSource;
import org.vibur.objectpool.ConcurrentPool;
import org.vibur.objectpool.PoolService;

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
import io.github.connectionpool.report.ConnectionCounts;

/**
 * Vibur DBCP.
 */
public final class ViburProduct implements KnownProduct {

	/** The class whose presence tells that the library is there. */
	public static final String TYPE = "org.vibur.dbcp.ViburDBCPDataSource";

	private static final int DEFAULT_MAX = 50;

	private static final int DEFAULT_INITIAL = 5;

	private static final long DEFAULT_CONNECTION_TIMEOUT = 15_000;

	private static final int DEFAULT_VALIDATION_TIMEOUT = 3;

	/** Tells the waiting threads; no method of the pool does. */
	private static final @Nullable Field SEMAPHORE = semaphoreField();

	@Override
	public boolean isProduct(Class<?> type) {
		return ViburDBCPDataSource.class.isAssignableFrom(type);
	}

	@Override
	public PoolStatistics statistics(DataSource dataSource) {
		return new Statistics((ViburDBCPDataSource) dataSource);
	}

	@Override
	public OwnConnections ownConnections(DataSource dataSource) {
		ViburDBCPDataSource vibur = (ViburDBCPDataSource) dataSource;
		return (limits) -> DriverConnections.open(vibur.getJdbcUrl(), vibur.getUsername(), vibur.getPassword(),
				vibur.getDriverProperties(), DriverConnections.listOf(vibur.getInitSQL()), limits);
	}

	/** The abort gives the place free; severing does so where the abort has failed. */
	@Override
	public Eviction eviction(DataSource dataSource) {
		return Eviction.abortThen((connection) -> ((ViburDBCPDataSource) dataSource).severConnection(connection));
	}

	@Override
	public @Nullable PoolLimit limit(DataSource dataSource) {
		ViburDBCPDataSource vibur = (ViburDBCPDataSource) dataSource;
		return isStarted(vibur) ? null
				: new NumberLimit("pool-max-size", DEFAULT_MAX, vibur::getPoolMaxSize, vibur::setPoolMaxSize,
						vibur::getJdbcUrl, List.of(new NumberLimit.Kept("pool-initial-size", DEFAULT_INITIAL,
								vibur::getPoolInitialSize, vibur::setPoolInitialSize)));
	}

	@Override
	public @Nullable PoolTimeouts timeouts(DataSource dataSource) {
		ViburDBCPDataSource vibur = (ViburDBCPDataSource) dataSource;
		if (isStarted(vibur)) {
			return null;
		}
		String url = (vibur.getExternalDataSource() == null) ? vibur.getJdbcUrl() : null;
		return new SettableTimeouts(
				List.of(SettableTimeouts.millis(PoolTimeout.Kind.CONNECTION, "connection-timeout-in-ms",
						vibur.getConnectionTimeoutInMs(), DEFAULT_CONNECTION_TIMEOUT, vibur::setConnectionTimeoutInMs),
						SettableTimeouts.seconds(PoolTimeout.Kind.VALIDATION, "validate-timeout-in-seconds",
								vibur.getValidateTimeoutInSeconds(), DEFAULT_VALIDATION_TIMEOUT,
								vibur::setValidateTimeoutInSeconds)),
				url, DriverProperties.withoutSecrets(vibur.getDriverProperties()),
				(name, value) -> addDriverProperty(vibur, name, value));
	}

	private static void addDriverProperty(ViburDBCPDataSource vibur, String name, String value) {
		Properties properties = new Properties();
		if (vibur.getDriverProperties() != null) {
			properties.putAll(vibur.getDriverProperties());
		}
		properties.setProperty(name, value);
		vibur.setDriverProperties(properties);
	}

	private static boolean isStarted(ViburDBCPDataSource vibur) {
		return vibur.getState() != ViburDataSource.State.NEW;
	}

	private static @Nullable Field semaphoreField() {
		Field field = ReflectionUtils.findField(ConcurrentPool.class, "takeSemaphore", Semaphore.class);
		if (field != null) {
			ReflectionUtils.makeAccessible(field);
		}
		return field;
	}

	private record Statistics(ViburDBCPDataSource vibur) implements PoolStatistics {

		@Override
		public ConnectionCounts counts() {
			int max = this.vibur.getPoolMaxSize();
			int min = this.vibur.getPoolInitialSize();
			PoolService<?> pool = this.vibur.getPool();
			if (pool == null || pool.isTerminated()) {
				return new ConnectionCounts(0, 0, max, min, 0);
			}
			return new ConnectionCounts(pool.taken(), Math.max(0, pool.remainingCreated()), max, min, waiting(pool));
		}

		private static @Nullable Integer waiting(PoolService<?> pool) {
			return (SEMAPHORE != null && pool instanceof ConcurrentPool
					&& ReflectionUtils.getField(SEMAPHORE, pool) instanceof Semaphore semaphore)
							? semaphore.getQueueLength() : null;
		}

		@Override
		public @Nullable String poolName() {
			return this.vibur.getName();
		}

		@Override
		public @Nullable String jdbcUrl() {
			return this.vibur.getJdbcUrl();
		}

		@Override
		public PoolSettings settings() {
			return new PoolSettings(DriverProperties.limit(this.vibur.getConnectionTimeoutInMs()),
					SettableTimeouts.limit(this.vibur.getValidateTimeoutInSeconds()), null, null, null, null,
					// connections that were idle for that long
					this.vibur.getConnectionIdleLimitInSeconds() >= 0, isolation(), null, this.vibur.getInitSQL(),
					DriverProperties.withoutSecrets(this.vibur.getDriverProperties()));
		}

		private @Nullable String isolation() {
			String name = this.vibur.getDefaultTransactionIsolation();
			return (name != null) ? "TRANSACTION_" + name : null;
		}

		@Override
		public boolean autoCommit() {
			return !Boolean.FALSE.equals(this.vibur.getDefaultAutoCommit());
		}

	}

}
