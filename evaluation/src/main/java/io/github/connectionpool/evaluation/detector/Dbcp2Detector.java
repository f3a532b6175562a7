package io.github.connectionpool.evaluation.detector;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;

import javax.sql.DataSource;

import org.apache.commons.dbcp2.BasicDataSource;

import io.github.connectionpool.evaluation.database.EvaluationDatabase;

/**
 * DBCP2's {@code removeAbandonedOnMaintenance} and {@code removeAbandonedOnBorrow}:
 * connections that were not used for that long are closed.
 */
final class Dbcp2Detector extends Detector {

	private final EvaluationDatabase database;

	private final Duration timeout;

	private final Duration sweep;

	private final Pools pools = new Pools();

	Dbcp2Detector(EvaluationDatabase database, Duration timeout, Duration sweep) {
		this.database = database;
		this.timeout = timeout;
		this.sweep = sweep;
	}

	@Override
	public DataSource pool(PoolRequest pool) {
		BasicDataSource dataSource = new BasicDataSource();
		dataSource.setUrl(this.database.url());
		dataSource.setUsername(EvaluationDatabase.USER);
		dataSource.setPassword(EvaluationDatabase.PASSWORD);
		dataSource.setMaxTotal(pool.size());
		dataSource.setMaxIdle(pool.size());
		dataSource.setMinIdle(0);
		dataSource.setMaxWait(Duration.ofMillis(CONNECTION_TIMEOUT_MILLIS));
		dataSource.setRemoveAbandonedOnMaintenance(true);
		dataSource.setRemoveAbandonedOnBorrow(true);
		dataSource.setRemoveAbandonedTimeout(this.timeout);
		dataSource.setDurationBetweenEvictionRuns(this.sweep);
		dataSource.setLogAbandoned(true);
		dataSource.setAbandonedLogWriter(new PrintWriter(new ReportWriter(pool.name())));
		return this.pools.add(dataSource);
	}

	@Override
	public void closePools() {
		this.pools.close();
	}

	/** The log of one pool, which is flushed after each stack. */
	private final class ReportWriter extends StringWriter {

		private final String pool;

		ReportWriter(String pool) {
			this.pool = pool;
		}

		@Override
		public void flush() {
			String text = toString();
			getBuffer().setLength(0);
			if (!text.isBlank()) {
				add(Detection.reported(this.pool, text));
			}
		}

	}

}
