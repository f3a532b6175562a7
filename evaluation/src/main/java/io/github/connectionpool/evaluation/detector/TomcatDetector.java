package io.github.connectionpool.evaluation.detector;

import java.time.Duration;

import javax.sql.DataSource;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.connectionpool.evaluation.database.EvaluationDatabase;

/**
 * Tomcat JDBC's {@code suspectTimeout}, which warns, or its {@code removeAbandoned},
 * which closes.
 */
final class TomcatDetector extends Detector {

	private final EvaluationDatabase database;

	private final boolean remove;

	private final Duration timeout;

	private final Duration sweep;

	private final DriverConnections connections = new DriverConnections();

	private final Pools pools = new Pools();

	TomcatDetector(EvaluationDatabase database, boolean remove, Duration timeout, Duration sweep) {
		this.database = database;
		this.remove = remove;
		this.timeout = timeout;
		this.sweep = sweep;
	}

	@Override
	public void started(ConfigurableApplicationContext context) {
		LogCapture.of("org.apache.tomcat.jdbc.pool.ConnectionPool", Level.WARN, this::onLog);
	}

	private void onLog(ILoggingEvent event) {
		String text = event.getFormattedMessage();
		String pool = this.connections.pool(text);
		if (pool != null && text.contains("abandoned")) {
			add(Detection.reported(pool, text));
		}
	}

	@Override
	public DataSource pool(PoolRequest pool) {
		PoolProperties properties = new PoolProperties();
		properties.setDataSource(this.connections.of(pool.name(), this.database.driver()));
		properties.setName(pool.name());
		properties.setMaxActive(pool.size());
		properties.setMaxIdle(pool.size());
		properties.setMinIdle(0);
		properties.setInitialSize(0);
		properties.setMaxWait(CONNECTION_TIMEOUT_MILLIS);
		properties.setTimeBetweenEvictionRunsMillis((int) this.sweep.toMillis());
		properties.setLogAbandoned(true);
		properties.setRemoveAbandoned(this.remove);
		int seconds = (int) this.timeout.toSeconds();
		if (this.remove) {
			properties.setRemoveAbandonedTimeout(seconds);
		}
		else {
			properties.setSuspectTimeout(seconds);
		}
		org.apache.tomcat.jdbc.pool.DataSource dataSource = new org.apache.tomcat.jdbc.pool.DataSource(properties);
		this.pools.add(() -> dataSource.close(true));
		return dataSource;
	}

	@Override
	public void closePools() {
		this.pools.close();
	}

}
