package io.github.connectionpool.evaluation.scenario.innocent;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

import io.github.connectionpool.LongLivedConnections;
import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;
import io.github.connectionpool.evaluation.work.Threads;

/**
 * A connection listens for notifications for as long as the application runs.
 */
public final class Listen {

	private static final Duration POLL = Duration.ofSeconds(12);

	private Listen() {
	}

	private static void listen(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("listen orders");
		}
	}

	/** With its connection marked. */
	@Label(truth = Truth.INNOCENT, borrows = "start",
			says = "A thread that ends opens a LISTEN connection, marks it as long held, and another polls it rarely.")
	public static final class Marked implements Scenario {

		private volatile @Nullable Connection connection;

		@Override
		public void run(Run run) throws Exception {
			Threads.run("start-up", () -> start(run.dataSource()));
			Connection listening = this.connection;
			if (listening == null) {
				throw new IllegalStateException("It has not started");
			}
			this.connection = null;
			while (run.goesOn()) {
				run.pauseWithin(POLL);
				listening.unwrap(PGConnection.class).getNotifications();
			}
			listening.close();
		}

		private void start(DataSource dataSource) throws SQLException {
			Connection started = dataSource.getConnection();
			LongLivedConnections.mark(started, "LISTEN orders");
			listen(started);
			this.connection = started;
		}

	}

	/** With the driver's own connection only. */
	@Label(truth = Truth.INNOCENT, borrows = "start", forever = true,
			says = "A thread keeps only the driver's PGConnection that it has unwrapped, and polls it for ever.")
	public static final class Unwrapped implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			Threads.run("listener", () -> {
				PGConnection driver = start(run.dataSource());
				while (run.goesOn()) {
					run.pauseWithin(POLL);
					driver.getNotifications();
				}
			});
		}

		private static PGConnection start(DataSource dataSource) throws SQLException {
			Connection connection = dataSource.getConnection();
			listen(connection);
			return connection.unwrap(PGConnection.class);
		}

	}

}
