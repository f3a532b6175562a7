package io.github.connectionpool.internal.product;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.pool2.impl.BaseObjectPoolConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;

import io.github.connectionpool.internal.pool.DriverProperties;
import io.github.connectionpool.internal.pool.PoolSettings;
import io.github.connectionpool.internal.pool.PoolTimeout;
import io.github.connectionpool.internal.pool.PoolTimeouts;

/**
 * The timeouts of a Commons DBCP 2 pool. Reading them waits while the pool opens a
 * connection, so they are read before it starts.
 */
record Dbcp2Timeouts(BasicDataSource dbcp2) implements PoolTimeouts {

	/** What DBCP2 keeps as "no limit" and as "never". */
	private static final Duration NONE = BaseObjectPoolConfig.DEFAULT_MAX_WAIT;

	/** How often DBCP2 looks for idle connections once it has been told to. */
	private static final Duration EVICTION_RUNS = Duration.ofSeconds(30);

	/** Its getter is not public. */
	private static final @Nullable Field CONNECTION_PROPERTIES = connectionPropertiesField();

	static PoolSettings settings(BasicDataSource dbcp2) {
		boolean evicts = isLimit(dbcp2.getDurationBetweenEvictionRuns());
		List<String> initSql = dbcp2.getConnectionInitSqls();
		return new PoolSettings(limit(dbcp2.getMaxWaitDuration()), limit(dbcp2.getValidationQueryTimeoutDuration()),
				evicts ? limit(dbcp2.getMinEvictableIdleDuration()) : Duration.ZERO, limit(dbcp2.getMaxConnDuration()),
				null, null, dbcp2.getTestOnBorrow() || (evicts && dbcp2.getTestWhileIdle()),
				DriverProperties.isolation(dbcp2.getDefaultTransactionIsolation()), dbcp2.getDefaultSchema(),
				initSql.isEmpty() ? null : String.join("; ", initSql), connectionProperties(dbcp2));
	}

	@Override
	public List<PoolTimeout> all() {
		return List.of(
				new PoolTimeout(PoolTimeout.Kind.CONNECTION, List.of("max-wait-millis", "max-wait"),
						limit(this.dbcp2.getMaxWaitDuration()), this.dbcp2.getMaxWaitDuration().equals(NONE),
						this.dbcp2::setMaxWait),
				new PoolTimeout(PoolTimeout.Kind.IDLE,
						List.of("min-evictable-idle-time-millis", "min-evictable-idle", "soft-min-evictable-idle",
								"soft-min-evictable-idle-time-millis", "duration-between-eviction-runs",
								"time-between-eviction-runs-millis"),
						limit(this.dbcp2.getMinEvictableIdleDuration()), isIdleDefault(), this::setIdle),
				new PoolTimeout(PoolTimeout.Kind.MAX_LIFETIME, List.of("max-conn-lifetime-millis", "max-conn"),
						limit(this.dbcp2.getMaxConnDuration()), this.dbcp2.getMaxConnDuration().equals(NONE),
						this.dbcp2::setMaxConn));
	}

	private boolean isIdleDefault() {
		return this.dbcp2.getMinEvictableIdleDuration().equals(BaseObjectPoolConfig.DEFAULT_MIN_EVICTABLE_IDLE_DURATION)
				&& this.dbcp2.getSoftMinEvictableIdleDuration()
					.equals(BaseObjectPoolConfig.DEFAULT_SOFT_MIN_EVICTABLE_IDLE_DURATION)
				&& this.dbcp2.getDurationBetweenEvictionRuns()
					.equals(BaseObjectPoolConfig.DEFAULT_DURATION_BETWEEN_EVICTION_RUNS);
	}

	private void setIdle(Duration value) {
		this.dbcp2.setMinEvictableIdle(value);
		// or idle connections would never be checked
		this.dbcp2.setDurationBetweenEvictionRuns(EVICTION_RUNS);
	}

	/**
	 * None where the properties beside it cannot be read: settings there must stay.
	 */
	@Override
	public @Nullable String jdbcUrl() {
		return isReadable(this.dbcp2) ? this.dbcp2.getUrl() : null;
	}

	@Override
	public Map<String, String> driverProperties() {
		return connectionProperties(this.dbcp2);
	}

	@Override
	public void addDriverProperty(String name, String value) {
		this.dbcp2.addConnectionProperty(name, value);
	}

	private static Map<String, String> connectionProperties(BasicDataSource dbcp2) {
		if (CONNECTION_PROPERTIES == null || !isReadable(dbcp2)) {
			return Map.of();
		}
		return DriverProperties.withoutSecrets((Properties) ReflectionUtils.getField(CONNECTION_PROPERTIES, dbcp2));
	}

	/** The fields of a proxy are not those of its target. */
	private static boolean isReadable(BasicDataSource dbcp2) {
		return CONNECTION_PROPERTIES != null && !AopUtils.isAopProxy(dbcp2);
	}

	private static @Nullable Field connectionPropertiesField() {
		Field field = ReflectionUtils.findField(BasicDataSource.class, "connectionProperties", Properties.class);
		if (field != null) {
			ReflectionUtils.makeAccessible(field);
		}
		return field;
	}

	private static Duration limit(Duration value) {
		return isLimit(value) ? value : Duration.ZERO;
	}

	private static boolean isLimit(Duration value) {
		return !value.isNegative() && !value.isZero();
	}

}
