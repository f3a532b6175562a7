package io.github.connectionpool.internal.product;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.apache.tomcat.jdbc.pool.DataSourceProxy;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pool.DriverProperties;
import io.github.connectionpool.internal.pool.PoolSettings;
import io.github.connectionpool.internal.pool.PoolTimeout;
import io.github.connectionpool.internal.pool.PoolTimeouts;

/**
 * The timeouts of a Tomcat JDBC pool. All is read from its properties, which does not
 * start the pool.
 */
record TomcatTimeouts(DataSourceProxy tomcat) implements PoolTimeouts {

	private static final PoolProperties DEFAULTS = new PoolProperties();

	static PoolSettings settings(DataSourceProxy tomcat) {
		// the sweeper closes and tests idle connections
		boolean sweeps = tomcat.getTimeBetweenEvictionRunsMillis() > 0;
		return new PoolSettings(DriverProperties.limit(tomcat.getMaxWait()),
				DriverProperties.limit(tomcat.getValidationQueryTimeout() * 1000L),
				DriverProperties.limit(sweeps ? tomcat.getMinEvictableIdleTimeMillis() : 0),
				DriverProperties.limit(tomcat.getMaxAge()), null,
				// its suspect-timeout has no bounds to be outside of
				null, tomcat.isTestOnBorrow() || (sweeps && tomcat.isTestWhileIdle()),
				DriverProperties.isolation(tomcat.getDefaultTransactionIsolation()), null, tomcat.getInitSQL(),
				DriverProperties.withoutSecrets(tomcat.getDbProperties()));
	}

	@Override
	public List<PoolTimeout> all() {
		return List.of(new PoolTimeout(PoolTimeout.Kind.CONNECTION, List.of("max-wait"),
				DriverProperties.limit(this.tomcat.getMaxWait()), this.tomcat.getMaxWait() == DEFAULTS.getMaxWait(),
				(value) -> this.tomcat.setMaxWait(millis(value))),
				new PoolTimeout(PoolTimeout.Kind.IDLE, List.of("min-evictable-idle-time-millis"),
						DriverProperties.limit(this.tomcat.getMinEvictableIdleTimeMillis()),
						this.tomcat.getMinEvictableIdleTimeMillis() == DEFAULTS.getMinEvictableIdleTimeMillis(),
						(value) -> this.tomcat.setMinEvictableIdleTimeMillis(millis(value))),
				new PoolTimeout(PoolTimeout.Kind.MAX_LIFETIME, List.of("max-age"),
						DriverProperties.limit(this.tomcat.getMaxAge()),
						this.tomcat.getMaxAge() == DEFAULTS.getMaxAge(),
						(value) -> this.tomcat.setMaxAge(value.toMillis())));
	}

	private static int millis(Duration value) {
		return Math.toIntExact(value.toMillis());
	}

	@Override
	public @Nullable String jdbcUrl() {
		return (this.tomcat.getDataSource() == null && this.tomcat.getDataSourceJNDI() == null) ? this.tomcat.getUrl()
				: null;
	}

	@Override
	public Map<String, String> driverProperties() {
		return DriverProperties.withoutSecrets(this.tomcat.getDbProperties());
	}

	@Override
	public void addDriverProperty(String name, String value) {
		Properties properties = this.tomcat.getDbProperties();
		if (properties == null) {
			properties = new Properties();
			this.tomcat.setDbProperties(properties);
		}
		properties.setProperty(name, value);
	}

}
