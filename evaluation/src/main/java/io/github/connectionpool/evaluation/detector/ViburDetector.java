package io.github.connectionpool.evaluation.detector;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

import org.vibur.dbcp.ViburDBCPDataSource;
import org.vibur.dbcp.pool.TakenConnection;

import io.github.connectionpool.evaluation.database.EvaluationDatabase;

/**
 * Vibur's {@code logTakenConnectionsOnTimeout}: lists all connections that are taken when
 * a borrower times out. So this detector borrows the pool empty now and then. A borrower
 * of the scenario may time out as well, which is not Vibur's fault.
 */
final class ViburDetector extends Detector {

	private static final String BORROWER = "impatient-borrower";

	private final EvaluationDatabase database;

	private final Duration connectionTimeout;

	private final Duration between;

	private final Pools pools = new Pools();

	ViburDetector(EvaluationDatabase database, Duration connectionTimeout, Duration between) {
		this.database = database;
		this.connectionTimeout = connectionTimeout;
		this.between = between;
	}

	@Override
	public DataSource pool(PoolRequest pool) {
		ViburDBCPDataSource dataSource = new ViburDBCPDataSource();
		dataSource.setName(pool.name().replaceAll("[^a-zA-Z0-9]", "-"));
		dataSource.setJdbcUrl(this.database.url());
		dataSource.setUsername(EvaluationDatabase.USER);
		dataSource.setPassword(EvaluationDatabase.PASSWORD);
		dataSource.setPoolInitialSize(0);
		dataSource.setPoolMaxSize(pool.size());
		dataSource.setConnectionTimeoutInMs(this.connectionTimeout.toMillis());
		dataSource.setAcquireRetryAttempts(0);
		dataSource.setPoolEnableConnectionTracking(true);
		dataSource.setLogTakenConnectionsOnTimeout(true);
		dataSource.getConnHooks().addOnTimeout((taken, nanos) -> onTimeout(pool.name(), dataSource, taken));
		dataSource.start();
		Thread borrower = new Thread(() -> borrowNowAndThen(dataSource, pool.size()), BORROWER);
		borrower.setDaemon(true);
		borrower.start();
		this.pools.add(() -> {
			borrower.interrupt();
			dataSource.close();
		});
		return dataSource;
	}

	private void onTimeout(String pool, ViburDBCPDataSource dataSource, TakenConnection[] taken) {
		TakenConnection[] byOthers = Arrays.stream(taken)
			.filter((connection) -> !connection.getThread().getName().equals(BORROWER))
			.toArray(TakenConnection[]::new);
		if (byOthers.length > 0) {
			add(Detection.reported(pool, dataSource.getTakenConnectionsFormatter().formatTakenConnections(byOthers)));
		}
	}

	private void borrowNowAndThen(DataSource dataSource, int size) {
		try {
			while (!Thread.currentThread().isInterrupted()) {
				Thread.sleep(this.between.toMillis());
				borrowEmpty(dataSource, size);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void borrowEmpty(DataSource dataSource, int size) {
		List<Connection> borrowed = new ArrayList<>();
		try {
			for (int i = 0; i <= size; i++) {
				borrowed.add(dataSource.getConnection());
			}
		}
		catch (SQLException ex) {
			// that is what it was for
		}
		borrowed.forEach(ViburDetector::close);
	}

	private static void close(Connection connection) {
		try {
			connection.close();
		}
		catch (SQLException ex) {
			// it goes with its pool
		}
	}

	@Override
	public void closePools() {
		this.pools.close();
	}

}
