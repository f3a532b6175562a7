package io.github.connectionpool.evaluation.detector;

import java.time.Duration;

import javax.sql.DataSource;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.connectionpool.evaluation.database.EvaluationDatabase;

/**
 * HikariCP's {@code leakDetectionThreshold}: a warning with the stack once a connection
 * is held for that long.
 */
final class HikariDetector extends Detector {

	private final EvaluationDatabase database;

	private final Duration threshold;

	private final DriverConnections connections = new DriverConnections();

	private final Pools pools = new Pools();

	HikariDetector(EvaluationDatabase database, Duration threshold) {
		this.database = database;
		this.threshold = threshold;
	}

	static HikariDataSource hikari(PoolRequest pool, DataSource driver) {
		HikariDataSource dataSource = new HikariDataSource();
		dataSource.setDataSource(driver);
		dataSource.setPoolName(pool.name());
		dataSource.setMaximumPoolSize(pool.size());
		dataSource.setMinimumIdle(0);
		dataSource.setConnectionTimeout(pool.timeoutMillis());
		return dataSource;
	}

	@Override
	public void started(ConfigurableApplicationContext context) {
		LogCapture.of("com.zaxxer.hikari.pool.ProxyLeakTask", Level.WARN, this::onLog);
	}

	private void onLog(ILoggingEvent event) {
		String pool = this.connections.pool(event.getFormattedMessage());
		if (pool != null) {
			add(Detection.reported(pool, LogCapture.text(event)));
		}
	}

	@Override
	public DataSource pool(PoolRequest pool) {
		HikariDataSource dataSource = hikari(pool, this.connections.of(pool.name(), this.database.driver()));
		dataSource.setLeakDetectionThreshold(this.threshold.toMillis());
		return this.pools.add(dataSource);
	}

	@Override
	public void closePools() {
		this.pools.close();
	}

}
