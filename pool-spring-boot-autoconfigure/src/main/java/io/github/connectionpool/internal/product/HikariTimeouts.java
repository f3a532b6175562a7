package io.github.connectionpool.internal.product;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.pool.DriverProperties;
import io.github.connectionpool.internal.pool.PoolTimeout;
import io.github.connectionpool.internal.pool.PoolTimeouts;

/**
 * The timeouts of a HikariCP pool that has not started.
 */
record HikariTimeouts(HikariDataSource hikari) implements PoolTimeouts {

	// not those of a new HikariConfig, which may have been read from a file of the user's

	private static final long CONNECTION_TIMEOUT = 30_000;

	private static final long VALIDATION_TIMEOUT = 5_000;

	private static final long IDLE_TIMEOUT = 600_000;

	private static final long MAX_LIFETIME = 1_800_000;

	private static final long KEEPALIVE_TIME = 120_000;

	@Override
	public List<PoolTimeout> all() {
		return List.of(new PoolTimeout(PoolTimeout.Kind.CONNECTION, List.of("connection-timeout"),
				HikariSettings.connectionTimeout(this.hikari), this.hikari.getConnectionTimeout() == CONNECTION_TIMEOUT,
				millis(this.hikari::setConnectionTimeout)),
				timeout(PoolTimeout.Kind.VALIDATION, "validation-timeout", this.hikari.getValidationTimeout(),
						VALIDATION_TIMEOUT, this.hikari::setValidationTimeout),
				timeout(PoolTimeout.Kind.IDLE, "idle-timeout", this.hikari.getIdleTimeout(), IDLE_TIMEOUT,
						this.hikari::setIdleTimeout),
				timeout(PoolTimeout.Kind.MAX_LIFETIME, "max-lifetime", this.hikari.getMaxLifetime(), MAX_LIFETIME,
						this.hikari::setMaxLifetime),
				timeout(PoolTimeout.Kind.KEEPALIVE, "keepalive-time", this.hikari.getKeepaliveTime(), KEEPALIVE_TIME,
						this.hikari::setKeepaliveTime));
	}

	private static PoolTimeout timeout(PoolTimeout.Kind kind, String property, long millis, long defaultMillis,
			LongConsumer setter) {
		return new PoolTimeout(kind, List.of(property), DriverProperties.limit(millis), millis == defaultMillis,
				millis(setter));
	}

	private static Consumer<Duration> millis(LongConsumer setter) {
		return (value) -> setter.accept(value.toMillis());
	}

	/** Without a URL the properties are those of the driver's data source. */
	@Override
	public @Nullable String jdbcUrl() {
		boolean byUrl = this.hikari.getDataSourceClassName() == null && this.hikari.getDataSource() == null;
		return byUrl ? this.hikari.getJdbcUrl() : null;
	}

	@Override
	public Map<String, String> driverProperties() {
		return DriverProperties.withoutSecrets(this.hikari.getDataSourceProperties());
	}

	@Override
	public void addDriverProperty(String name, String value) {
		this.hikari.addDataSourceProperty(name, value);
	}

}
