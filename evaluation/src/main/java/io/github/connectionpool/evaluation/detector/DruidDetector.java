package io.github.connectionpool.evaluation.detector;

import java.time.Duration;

import javax.sql.DataSource;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.alibaba.druid.pool.DruidDataSource;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.connectionpool.evaluation.database.EvaluationDatabase;

/**
 * Druid's {@code removeAbandoned}: connections that are held for that long, with no
 * statement running, are closed.
 */
final class DruidDetector extends Detector {

	private static final String LOGGER = "com.alibaba.druid.pool.DruidDataSource";

	/** The log does not name the pool, and is written by its sweep. */
	private static final ThreadLocal<String> sweeping = new ThreadLocal<>();

	private final EvaluationDatabase database;

	private final Duration timeout;

	private final Duration sweep;

	private final Pools pools = new Pools();

	DruidDetector(EvaluationDatabase database, Duration timeout, Duration sweep) {
		this.database = database;
		this.timeout = timeout;
		this.sweep = sweep;
	}

	@Override
	public void started(ConfigurableApplicationContext context) {
		LogCapture.of(LOGGER, Level.ERROR, this::onLog);
	}

	private void onLog(ILoggingEvent event) {
		String text = event.getFormattedMessage();
		String pool = sweeping.get();
		if (pool != null && text.startsWith("abandon connection")) {
			add(Detection.reported(pool, text));
		}
	}

	@Override
	public DataSource pool(PoolRequest pool) {
		DruidDataSource dataSource = new NamedSweep(pool.name());
		dataSource.setUrl(this.database.url());
		dataSource.setUsername(EvaluationDatabase.USER);
		dataSource.setPassword(EvaluationDatabase.PASSWORD);
		dataSource.setMaxActive(pool.size());
		dataSource.setMinIdle(0);
		dataSource.setInitialSize(0);
		dataSource.setMaxWait(CONNECTION_TIMEOUT_MILLIS);
		dataSource.setTimeBetweenEvictionRunsMillis(this.sweep.toMillis());
		dataSource.setRemoveAbandoned(true);
		dataSource.setRemoveAbandonedTimeoutMillis(this.timeout.toMillis());
		dataSource.setLogAbandoned(true);
		return this.pools.add(dataSource);
	}

	@Override
	public void closePools() {
		this.pools.close();
	}

	/** Says which pool is swept. */
	private static final class NamedSweep extends DruidDataSource {

		private static final long serialVersionUID = 1L;

		private final String pool;

		NamedSweep(String pool) {
			this.pool = pool;
		}

		@Override
		public int removeAbandoned() {
			sweeping.set(this.pool);
			try {
				return super.removeAbandoned();
			}
			finally {
				sweeping.remove();
			}
		}

	}

}
