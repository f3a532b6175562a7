package io.github.connectionpool.internal.product.further;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

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
 * Oracle UCP, by its bean properties: its classes cannot be compiled against without
 * warnings, for annotations that are published nowhere.
 */
public final class UcpProduct implements KnownProduct {

	/** The class whose presence tells that the library is there. */
	public static final String TYPE = "oracle.ucp.jdbc.PoolDataSource";

	private static final Duration DEFAULT_WAIT = Duration.ofSeconds(3);

	private static final int DEFAULT_VALIDATION = 15;

	private final Class<?> type;

	private final Class<?> borrowed;

	private final Method invalidate;

	private final Method statistics;

	private final Method pending;

	/**
	 * Create.
	 * @param classLoader a class loader that has UCP's classes
	 */
	public UcpProduct(@Nullable ClassLoader classLoader) {
		this.type = ClassUtils.resolveClassName(TYPE, classLoader);
		this.borrowed = ClassUtils.resolveClassName("oracle.ucp.jdbc.ValidConnection", classLoader);
		this.invalidate = ClassUtils.getMethod(this.borrowed, "setInvalid");
		this.statistics = ClassUtils.getMethod(this.type, "getStatistics");
		this.pending = ClassUtils.getMethod(
				ClassUtils.resolveClassName("oracle.ucp.UniversalConnectionPoolStatistics", classLoader),
				"getPendingRequestsCount");
	}

	@Override
	public boolean isProduct(Class<?> type) {
		return this.type.isAssignableFrom(type);
	}

	@Override
	public PoolStatistics statistics(DataSource dataSource) {
		return new Statistics(dataSource);
	}

	/** UCP does not tell the password. */
	@Override
	public OwnConnections ownConnections(DataSource dataSource) {
		return OwnConnections.UNKNOWN;
	}

	/** UCP would lend a connection that was cut off once more, unless it is told. */
	@Override
	public Eviction eviction(DataSource dataSource) {
		return Eviction.abortThen((connection) -> {
			if (this.borrowed.isInstance(connection)) {
				invalidate(connection);
			}
			close(connection);
		});
	}

	/**
	 * UCP closes the statements first. A statement that still runs on a connection that
	 * was cut off cannot be closed. UCP 23 then fails in its own trace, and keeps the
	 * place of the connection for ever. Each statement is closed once, so that the next
	 * attempt comes further.
	 */
	private static void close(Connection connection) throws SQLException {
		try {
			connection.close();
		}
		catch (LinkageError ex) {
			Field closed = ReflectionUtils.findField(connection.getClass(), "closed", AtomicBoolean.class);
			if (closed == null) {
				throw new SQLException("UCP did not close the connection", ex);
			}
			ReflectionUtils.makeAccessible(closed);
			if (ReflectionUtils.getField(closed, connection) instanceof AtomicBoolean flag) {
				flag.set(false);
			}
			connection.close();
		}
	}

	private void invalidate(Connection connection) throws SQLException {
		try {
			ReflectionUtils.invokeMethod(this.invalidate, connection);
		}
		catch (IllegalStateException ex) {
			throw new SQLException("UCP did not invalidate the connection", ex);
		}
	}

	@Override
	public PoolLimit limit(DataSource dataSource) {
		BeanWrapper ucp = PropertyAccessorFactory.forBeanPropertyAccess(dataSource);
		return new NumberLimit("max-pool-size", Integer.MAX_VALUE, () -> number(ucp, "maxPoolSize"),
				(max) -> ucp.setPropertyValue("maxPoolSize", max), () -> text(ucp, "URL"),
				List.of(kept(ucp, "initial-pool-size", "initialPoolSize"), kept(ucp, "min-pool-size", "minPoolSize")));
	}

	private static NumberLimit.Kept kept(BeanWrapper ucp, String property, String name) {
		return new NumberLimit.Kept(property, 0, () -> number(ucp, name), (size) -> ucp.setPropertyValue(name, size));
	}

	@Override
	public @Nullable PoolTimeouts timeouts(DataSource dataSource) {
		if (ReflectionUtils.invokeMethod(this.statistics, dataSource) != null) {
			return null;
		}
		BeanWrapper ucp = PropertyAccessorFactory.forBeanPropertyAccess(dataSource);
		Duration wait = wait(ucp);
		return SettableTimeouts.withoutDriver(List.of(
				new PoolTimeout(PoolTimeout.Kind.CONNECTION,
						List.of("connection-wait-duration", "connection-wait-timeout"), wait, wait.equals(DEFAULT_WAIT),
						(value) -> ucp.setPropertyValue("connectionWaitDuration", value)),
				seconds(ucp, PoolTimeout.Kind.VALIDATION, "connection-validation-timeout",
						"connectionValidationTimeout", DEFAULT_VALIDATION),
				seconds(ucp, PoolTimeout.Kind.IDLE, "inactive-connection-timeout", "inactiveConnectionTimeout", 0),
				seconds(ucp, PoolTimeout.Kind.MAX_LIFETIME, "max-connection-reuse-time", "maxConnectionReuseTime", 0)));
	}

	private static PoolTimeout seconds(BeanWrapper ucp, PoolTimeout.Kind kind, String property, String name,
			int defaultSeconds) {
		return SettableTimeouts.seconds(kind, property, number(ucp, name), defaultSeconds,
				(value) -> ucp.setPropertyValue(name, value));
	}

	/** In a version that has no duration, in seconds. */
	private static Duration wait(BeanWrapper ucp) {
		return ucp.isReadableProperty("connectionWaitDuration")
				&& ucp.getPropertyValue("connectionWaitDuration") instanceof Duration wait ? wait
						: SettableTimeouts.limit(number(ucp, "connectionWaitTimeout"));
	}

	private static int number(BeanWrapper ucp, String property) {
		return (ucp.getPropertyValue(property) instanceof Number number) ? number.intValue() : 0;
	}

	private static @Nullable String text(BeanWrapper ucp, String property) {
		return (ucp.getPropertyValue(property) instanceof String text) ? text : null;
	}

	private final class Statistics implements PoolStatistics {

		private final DataSource dataSource;

		private final BeanWrapper ucp;

		private volatile @Nullable Boolean autoCommit;

		Statistics(DataSource dataSource) {
			this.dataSource = dataSource;
			this.ucp = PropertyAccessorFactory.forBeanPropertyAccess(dataSource);
		}

		@Override
		public ConnectionCounts counts() {
			int max = number(this.ucp, "maxPoolSize");
			return new ConnectionCounts(number(this.ucp, "borrowedConnectionsCount"),
					number(this.ucp, "availableConnectionsCount"), (max > 0 && max < Integer.MAX_VALUE) ? max : null,
					number(this.ucp, "minPoolSize"), pending());
		}

		/** There are statistics since the pool has started. */
		private int pending() {
			Object statistics = ReflectionUtils.invokeMethod(UcpProduct.this.statistics, this.dataSource);
			return (statistics != null
					&& ReflectionUtils.invokeMethod(UcpProduct.this.pending, statistics) instanceof Integer pending)
							? pending : 0;
		}

		@Override
		public @Nullable String poolName() {
			return text(this.ucp, "connectionPoolName");
		}

		@Override
		public @Nullable String jdbcUrl() {
			return text(this.ucp, "URL");
		}

		@Override
		public PoolSettings settings() {
			return new PoolSettings(UcpProduct.wait(this.ucp),
					SettableTimeouts.limit(number(this.ucp, "connectionValidationTimeout")),
					SettableTimeouts.limit(number(this.ucp, "inactiveConnectionTimeout")),
					SettableTimeouts.limit(number(this.ucp, "maxConnectionReuseTime")), null, null,
					Boolean.TRUE.equals(this.ucp.getPropertyValue("validateConnectionOnBorrow")), null, null, null,
					driverProperties());
		}

		private Map<String, String> driverProperties() {
			return (this.ucp.getPropertyValue("connectionProperties") instanceof Properties properties)
					? DriverProperties.withoutSecrets(properties) : Map.of();
		}

		/** As Spring Boot reads it. */
		@Override
		public boolean autoCommit() {
			Boolean autoCommit = this.autoCommit;
			if (autoCommit == null) {
				autoCommit = !"false".equalsIgnoreCase(driverProperties().get("autoCommit"));
				this.autoCommit = autoCommit;
			}
			return autoCommit;
		}

	}

}
