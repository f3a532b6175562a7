package io.github.connectionpool.internal.product;

import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.aop.support.AopUtils;

import io.github.connectionpool.internal.pool.DriverProperties;
import io.github.connectionpool.internal.pool.PoolSettings;

/**
 * Reads the settings of a HikariCP pool. When it starts, HikariCP sets to zero what it
 * switches off, so that is remembered as it was before. Thread-safe.
 */
final class HikariSettings {

	private final HikariDataSource hikari;

	private final long idleTimeout;

	private final long keepaliveTime;

	private final long leakDetectionThreshold;

	HikariSettings(HikariDataSource hikari) {
		this.hikari = hikari;
		// a proxy may not have its target yet
		boolean readable = !AopUtils.isAopProxy(hikari);
		this.idleTimeout = readable ? hikari.getIdleTimeout() : 0;
		this.keepaliveTime = readable ? hikari.getKeepaliveTime() : 0;
		this.leakDetectionThreshold = readable ? hikari.getLeakDetectionThreshold() : 0;
	}

	PoolSettings read() {
		return new PoolSettings(connectionTimeout(this.hikari),
				DriverProperties.limit(this.hikari.getValidationTimeout()),
				configured(this.hikari.getIdleTimeout(), this.idleTimeout),
				DriverProperties.limit(this.hikari.getMaxLifetime()),
				configured(this.hikari.getKeepaliveTime(), this.keepaliveTime),
				configured(this.hikari.getLeakDetectionThreshold(), this.leakDetectionThreshold), true,
				this.hikari.getTransactionIsolation(), this.hikari.getSchema(), this.hikari.getConnectionInitSql(),
				DriverProperties.withoutSecrets(this.hikari.getDataSourceProperties()));
	}

	/** HikariCP keeps the largest int where zero was set. */
	static Duration connectionTimeout(HikariDataSource hikari) {
		long millis = hikari.getConnectionTimeout();
		return (millis < Integer.MAX_VALUE) ? DriverProperties.limit(millis) : Duration.ZERO;
	}

	private Duration configured(long now, long before) {
		// a value that is zero before the start has been set to zero by the user
		return DriverProperties.limit((now == 0 && this.hikari.getHikariPoolMXBean() != null) ? before : now);
	}

}
