package io.github.connectionpool.evaluation.scenario.innocent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import javax.sql.DataSource;

import io.github.connectionpool.evaluation.database.Orders;
import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;
import io.github.connectionpool.evaluation.work.OnExecutor;

/**
 * A thread that was handed a connection uses it all the time, without a statement being
 * run.
 */
public final class Parameters {

	private static final Duration PAUSE = Duration.ofMillis(5);

	private Parameters() {
	}

	private static Connection open(DataSource dataSource) throws SQLException {
		return dataSource.getConnection();
	}

	private static void hand(Run run, Use use) throws Exception {
		BlockingQueue<Connection> queue = new ArrayBlockingQueue<>(1);
		OnExecutor.run(run.executor(1), () -> queue.put(open(run.dataSource())));
		OnExecutor.run(run.executor(1), () -> {
			try (Connection connection = queue.take()) {
				use.of(connection);
			}
		});
	}

	/** A part of the work with a connection. */
	@FunctionalInterface
	private interface Use {

		void of(Connection connection) throws Exception;

	}

	/** Of a batch. */
	@Label(truth = Truth.INNOCENT, borrows = "open",
			says = "A thread that was handed a connection sets the parameters of one large batch, every 5 ms, and runs it at the end.")
	public static final class OfBatch implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			hand(run, (connection) -> {
				try (PreparedStatement statement = connection
					.prepareStatement("update orders set note = ? where id = ?")) {
					while (run.goesOn()) {
						statement.setString(1, "by air");
						statement.setInt(2, run.row());
						statement.addBatch();
						run.pauseWithin(PAUSE);
					}
					statement.executeBatch();
				}
			});
		}

	}

	/** Of one row. */
	@Label(truth = Truth.INNOCENT, borrows = "open",
			says = "A thread that was handed a connection reads and changes the columns of one row, every 5 ms.")
	public static final class OfRow implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			hand(run, (connection) -> {
				try (Statement statement = connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE,
						ResultSet.CONCUR_UPDATABLE);
						ResultSet row = statement.executeQuery("select id, note from orders where id = " + run.row())) {
					if (!row.next()) {
						throw new IllegalStateException("No order " + run.row());
					}
					while (run.goesOn()) {
						row.updateString(2, row.getString(2) + row.getInt(1) % 2);
						row.cancelRowUpdates();
						run.pauseWithin(PAUSE);
					}
				}
			});
		}

	}

	/** Of the session. */
	@Label(truth = Truth.INNOCENT, borrows = "open",
			says = "A thread that was handed a connection asks for its settings, every 5 ms, and uses it at the end.")
	public static final class OfSession implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			hand(run, (connection) -> {
				while (run.goesOn()) {
					connection.setClientInfo("ApplicationName", "row " + run.row());
					connection.getAutoCommit();
					run.pauseWithin(PAUSE);
				}
				Orders.count(connection);
			});
		}

	}

}
