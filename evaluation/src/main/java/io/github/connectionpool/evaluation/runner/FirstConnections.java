package io.github.connectionpool.evaluation.runner;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

/**
 * Opens one connection of each pool before the scenarios begin. Some hundred that are
 * opened at the same moment would let borrowers time out on a busy machine.
 */
final class FirstConnections {

	private static final int AT_ONCE = 4;

	private static final int TRIES = 10;

	private static final int LONGEST_MINUTES = 5;

	private FirstConnections() {
	}

	static void open(Collection<DataSource> pools) throws InterruptedException {
		ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
		pools.forEach((pool) -> executor.execute(() -> open(pool)));
		executor.shutdown();
		if (!executor.awaitTermination(LONGEST_MINUTES, TimeUnit.MINUTES)) {
			throw new IllegalStateException("The pools could not be opened");
		}
	}

	private static void open(DataSource pool) {
		for (int i = 0; i < TRIES; i++) {
			try (Connection connection = pool.getConnection()) {
				if (connection.isValid(1)) {
					return;
				}
			}
			catch (SQLException ex) {
				// the scenario tells it when the last try has failed
			}
		}
	}

}
