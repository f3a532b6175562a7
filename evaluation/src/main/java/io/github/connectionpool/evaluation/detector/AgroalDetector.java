package io.github.connectionpool.evaluation.detector;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSourceListener;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;

import io.github.connectionpool.evaluation.database.EvaluationDatabase;

/**
 * Agroal's {@code leakTimeout} with {@code enhancedLeakReport}: reports, at every sweep,
 * connections that are held for that long outside of a JTA transaction.
 */
final class AgroalDetector extends Detector {

	private final EvaluationDatabase database;

	private final Duration timeout;

	private final Pools pools = new Pools();

	AgroalDetector(EvaluationDatabase database, Duration timeout) {
		this.database = database;
		this.timeout = timeout;
	}

	@Override
	public DataSource pool(PoolRequest pool) {
		AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier()
			.connectionPoolConfiguration((connections) -> connections.maxSize(pool.size())
				.minSize(0)
				.initialSize(0)
				.acquisitionTimeout(Duration.ofMillis(CONNECTION_TIMEOUT_MILLIS))
				.leakTimeout(this.timeout)
				.enhancedLeakReport(true)
				.connectionFactoryConfiguration((factory) -> factory.jdbcUrl(this.database.url())
					.principal(new NamePrincipal(EvaluationDatabase.USER))
					.credential(new SimplePassword(EvaluationDatabase.PASSWORD))));
		try {
			return this.pools.add(AgroalDataSource.from(configuration, new Listener(pool.name())));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void closePools() {
		this.pools.close();
	}

	/** Hears of the leaks of one pool. */
	private final class Listener implements AgroalDataSourceListener {

		private final String pool;

		Listener(String pool) {
			this.pool = pool;
		}

		@Override
		public void onConnectionLeak(Connection connection, Thread thread) {
			add(Detection.reported(this.pool, "held by " + thread));
		}

		@Override
		public void onInfo(String message) {
			if (message.contains("acquired at")) {
				add(Detection.reported(this.pool, message));
			}
		}

	}

}
