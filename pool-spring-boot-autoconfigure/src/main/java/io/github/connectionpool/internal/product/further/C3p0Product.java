package io.github.connectionpool.internal.product.further;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;

import javax.sql.DataSource;

import com.mchange.v2.c3p0.AbstractComboPooledDataSource;
import com.mchange.v2.c3p0.C3P0ProxyConnection;
import com.mchange.v2.c3p0.impl.AbstractPoolBackedDataSource;
import com.mchange.v2.c3p0.impl.C3P0PooledConnectionPool;
import com.mchange.v2.c3p0.impl.C3P0PooledConnectionPoolManager;
import com.mchange.v2.c3p0.impl.DbAuth;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import io.github.connectionpool.internal.pool.CountsUnknownException;
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
 * c3p0, by its combined data source.
 */
public final class C3p0Product implements KnownProduct {

	/** The class whose presence tells that the library is there. */
	public static final String TYPE = "com.mchange.v2.c3p0.ComboPooledDataSource";

	private static final int DEFAULT_MAX = 15;

	/** Of the initial size and the minimum. */
	private static final int DEFAULT_MIN = 3;

	private static final Field MANAGER = managerField();

	private static final Method ABORT = ClassUtils.getMethod(Connection.class, "abort", Executor.class);

	@Override
	public boolean isProduct(Class<?> type) {
		return AbstractComboPooledDataSource.class.isAssignableFrom(type);
	}

	@Override
	public PoolStatistics statistics(DataSource dataSource) {
		return new Statistics((AbstractComboPooledDataSource) dataSource);
	}

	@Override
	public OwnConnections ownConnections(DataSource dataSource) {
		AbstractComboPooledDataSource c3p0 = (AbstractComboPooledDataSource) dataSource;
		return (limits) -> DriverConnections.open(c3p0.getJdbcUrl(), c3p0.getUser(), c3p0.getPassword(),
				c3p0.getProperties(), List.of(), limits);
	}

	/**
	 * An abort of c3p0's own closes the driver's connection as a return would, and keeps
	 * its place. So the driver's connection is aborted; the pool sees that it is broken
	 * when it comes back.
	 */
	@Override
	public Eviction eviction(DataSource dataSource) {
		return (connection) -> {
			try {
				abort(connection);
			}
			finally {
				connection.close();
			}
		};
	}

	private static void abort(Connection connection) throws SQLException {
		try {
			((C3P0ProxyConnection) connection).rawConnectionOperation(ABORT, C3P0ProxyConnection.RAW_CONNECTION,
					new Object[] { (Executor) Runnable::run });
		}
		catch (ReflectiveOperationException ex) {
			throw new SQLException("The connection of the driver was not aborted", ex);
		}
	}

	/** Null for a running pool, which would throw itself away with each setting. */
	@Override
	public @Nullable PoolLimit limit(DataSource dataSource) {
		AbstractComboPooledDataSource c3p0 = (AbstractComboPooledDataSource) dataSource;
		return (manager(c3p0) != null) ? null
				: new NumberLimit("max-pool-size", DEFAULT_MAX, c3p0::getMaxPoolSize, c3p0::setMaxPoolSize,
						c3p0::getJdbcUrl,
						List.of(new NumberLimit.Kept("initial-pool-size", DEFAULT_MIN, c3p0::getInitialPoolSize,
								c3p0::setInitialPoolSize),
								new NumberLimit.Kept("min-pool-size", DEFAULT_MIN, c3p0::getMinPoolSize,
										c3p0::setMinPoolSize)));
	}

	@Override
	public @Nullable PoolTimeouts timeouts(DataSource dataSource) {
		AbstractComboPooledDataSource c3p0 = (AbstractComboPooledDataSource) dataSource;
		if (manager(c3p0) != null) {
			return null;
		}
		return new SettableTimeouts(
				List.of(SettableTimeouts.millis(PoolTimeout.Kind.CONNECTION, "checkout-timeout",
						c3p0.getCheckoutTimeout(), 0, (millis) -> c3p0.setCheckoutTimeout(Math.toIntExact(millis))),
						SettableTimeouts.seconds(PoolTimeout.Kind.VALIDATION, "connection-is-valid-timeout",
								c3p0.getConnectionIsValidTimeout(), 0, c3p0::setConnectionIsValidTimeout),
						SettableTimeouts.seconds(PoolTimeout.Kind.IDLE, "max-idle-time", c3p0.getMaxIdleTime(), 0,
								c3p0::setMaxIdleTime),
						SettableTimeouts.seconds(PoolTimeout.Kind.MAX_LIFETIME, "max-connection-age",
								c3p0.getMaxConnectionAge(), 0, c3p0::setMaxConnectionAge),
						SettableTimeouts.seconds(PoolTimeout.Kind.KEEPALIVE, "idle-connection-test-period",
								c3p0.getIdleConnectionTestPeriod(), 0, c3p0::setIdleConnectionTestPeriod)),
				c3p0.getJdbcUrl(), driverProperties(c3p0), (name, value) -> addDriverProperty(c3p0, name, value));
	}

	/** The user and the password are among them. */
	private static Map<String, String> driverProperties(AbstractComboPooledDataSource c3p0) {
		Map<String, String> properties = DriverProperties.withoutSecrets(c3p0.getProperties());
		properties.remove("user");
		return properties;
	}

	private static void addDriverProperty(AbstractComboPooledDataSource c3p0, String name, String value) {
		Properties properties = new Properties();
		properties.putAll(c3p0.getProperties());
		properties.setProperty(name, value);
		c3p0.setProperties(properties);
	}

	/**
	 * By its field: all methods that count would start the pool.
	 */
	private static @Nullable C3P0PooledConnectionPoolManager manager(AbstractComboPooledDataSource c3p0) {
		return (C3P0PooledConnectionPoolManager) ReflectionUtils.getField(MANAGER, c3p0);
	}

	private static Field managerField() {
		Field field = ReflectionUtils.findField(AbstractPoolBackedDataSource.class, "poolManager",
				C3P0PooledConnectionPoolManager.class);
		Assert.state(field != null, "c3p0's AbstractPoolBackedDataSource has no field 'poolManager'");
		ReflectionUtils.makeAccessible(field);
		return field;
	}

	private record Statistics(AbstractComboPooledDataSource c3p0) implements PoolStatistics {

		@Override
		public ConnectionCounts counts() {
			int max = this.c3p0.getMaxPoolSize();
			int min = this.c3p0.getMinPoolSize();
			C3P0PooledConnectionPoolManager manager = manager(this.c3p0);
			try {
				if (manager == null) {
					return new ConnectionCounts(0, 0, max, min, 0);
				}
				return counts(manager, max, min);
			}
			catch (SQLException | ConcurrentModificationException ex) {
				throw new CountsUnknownException("The c3p0 pool " + this.c3p0.getDataSourceName()
						+ " did not count its connections: " + ex.getMessage());
			}
		}

		/** A manager has one pool for each user, and none before the first borrow. */
		private static ConnectionCounts counts(C3P0PooledConnectionPoolManager manager, int max, int min)
				throws SQLException {
			int active = 0;
			int idle = 0;
			int pending = 0;
			for (Object user : manager.getManagedAuths()) {
				C3P0PooledConnectionPool pool = manager.getPool((DbAuth) user);
				active += pool.getNumBusyConnections();
				idle += pool.getNumIdleConnections();
				pending += pool.getNumThreadsAwaitingCheckout();
			}
			return new ConnectionCounts(active, idle, max, min, pending);
		}

		/** Without a name c3p0 takes a token, which changes with each start. */
		@Override
		public @Nullable String poolName() {
			String name = this.c3p0.getDataSourceName();
			return (name != null && !name.equals(this.c3p0.getIdentityToken())) ? name : null;
		}

		@Override
		public @Nullable String jdbcUrl() {
			return this.c3p0.getJdbcUrl();
		}

		@Override
		public PoolSettings settings() {
			int test = this.c3p0.getIdleConnectionTestPeriod();
			return new PoolSettings(DriverProperties.limit(this.c3p0.getCheckoutTimeout()),
					SettableTimeouts.limit(this.c3p0.getConnectionIsValidTimeout()),
					SettableTimeouts.limit(this.c3p0.getMaxIdleTime()),
					SettableTimeouts.limit(this.c3p0.getMaxConnectionAge()), SettableTimeouts.limit(test), null,
					test > 0 || this.c3p0.isTestConnectionOnCheckout() || this.c3p0.isTestConnectionOnCheckin(), null,
					null, null, driverProperties(this.c3p0));
		}

		/** c3p0 has no setting for it. */
		@Override
		public boolean autoCommit() {
			return true;
		}

	}

}
