package io.github.connectionpool.evaluation.scenario.leak;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.LeakClass;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;
import io.github.connectionpool.evaluation.work.OnExecutor;

/**
 * A connection is used by other work than that which has borrowed it, and then forgotten.
 */
public final class HandedOn {

	private HandedOn() {
	}

	/** Keeps what it has opened. */
	static class Opened {

		private @Nullable Connection connection;

		void open(DataSource dataSource) throws SQLException {
			this.connection = dataSource.getConnection();
		}

		Connection get() {
			Connection opened = this.connection;
			if (opened == null) {
				throw new IllegalStateException("It is not open");
			}
			return opened;
		}

	}

	/** After parameters were set. */
	@Label(truth = Truth.LEAK, follows = LeakClass.EARLY_RETURN, borrows = "open",
			says = "A task hands its connection on; parameters of a batch are set for five seconds, and the batch is given up.")
	public static final class AfterParameters implements Scenario {

		private static final int ROWS = 500;

		private static final Duration BETWEEN_ROWS = Duration.ofMillis(10);

		private final Opened opened = new Opened();

		@Override
		public boolean isOneUnitOfWork() {
			return false;
		}

		@Override
		public void run(Run run) throws Exception {
			OnExecutor.run(run.executor(1), () -> this.opened.open(run.dataSource()));
			OnExecutor.run(run.executor(1), () -> fill(run, this.opened.get()));
			run.workEnded();
		}

		private static void fill(Run run, Connection connection) throws SQLException, InterruptedException {
			PreparedStatement statement = connection.prepareStatement("update orders set note = ? where id = ?");
			for (int i = 0; i < ROWS; i++) {
				statement.setString(1, "by air");
				statement.setInt(2, run.row());
				statement.addBatch();
				run.pause(BETWEEN_ROWS);
			}
			statement.clearBatch();
		}

	}

	/** After its heartbeat. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "A task takes a lock on a connection that a scheduler keeps alive; the scheduler is shut down, and the connection stays.")
	public static final class AfterHeartbeat implements Scenario {

		private static final int BEATS = 4;

		private static final Duration BEAT = Duration.ofSeconds(1);

		private final Opened opened = new Opened();

		@Override
		public boolean isOneUnitOfWork() {
			return false;
		}

		@Override
		public void run(Run run) throws Exception {
			OnExecutor.run(run.executor(1), () -> {
				this.opened.open(run.dataSource());
				execute(this.opened.get(), "select pg_advisory_lock(" + run.row() + ")");
			});
			ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
			for (int i = 0; i < BEATS; i++) {
				run.pause(BEAT);
				scheduler.submit(() -> execute(this.opened.get(), "select 1")).get();
			}
			scheduler.shutdown();
			run.workEnded();
		}

		private static boolean execute(Connection connection, String sql) throws SQLException {
			try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
				return row.next();
			}
		}

	}

}
