package io.github.connectionpool.evaluation.scenario.leak;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.LeakClass;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;

/**
 * One of the ways out of a method closes nothing.
 */
public final class WayOut {

	private WayOut() {
	}

	/** An early return. */
	@Label(truth = Truth.LEAK, follows = LeakClass.EARLY_RETURN, borrows = "customer",
			says = "A request returns early when there is no such order.")
	public static final class EarlyReturn implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			run.work().request(() -> customer(run.dataSource(), -1));
			run.workEnded();
		}

		private static @Nullable String customer(DataSource dataSource, int order) throws SQLException {
			Connection connection = dataSource.getConnection();
			PreparedStatement statement = connection.prepareStatement("select customer from orders where id = ?");
			statement.setInt(1, order);
			ResultSet row = statement.executeQuery();
			if (!row.next()) {
				return null;
			}
			String customer = row.getString(1);
			connection.close();
			return customer;
		}

	}

	/** A retry. */
	@Label(truth = Truth.LEAK, follows = LeakClass.FAILED_RETRY, borrows = "readyConnection", pool = 2, loses = 2,
			says = "A scheduled task tries another connection when one fails its test, and closes none that failed.")
	public static final class FailedRetry implements Scenario {

		private static final int TRIES = 2;

		@Override
		public void run(Run run) {
			run.expectFailure(() -> run.work().scheduledTask(() -> readyConnection(run.dataSource()).close()));
			run.workEnded();
		}

		private static Connection readyConnection(DataSource dataSource) throws SQLException {
			for (int i = 0; i < TRIES; i++) {
				Connection connection = dataSource.getConnection();
				if (isReady(connection)) {
					return connection;
				}
			}
			throw new SQLException("The archive is not ready");
		}

		private static boolean isReady(Connection connection) throws SQLException {
			try (Statement statement = connection.createStatement();
					ResultSet row = statement.executeQuery("select pg_is_in_recovery()")) {
				row.next();
				return row.getBoolean(1);
			}
		}

	}

	/** An assignment. */
	@Label(truth = Truth.LEAK, follows = LeakClass.OVERWRITTEN, borrows = "refresh", pool = 2,
			says = "An @Async method opens a second connection into the same variable and closes that.")
	public static final class Overwritten implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			run.work().async(() -> refresh(run.dataSource()));
			run.workEnded();
		}

		private static void refresh(DataSource dataSource) throws SQLException {
			Connection connection = dataSource.getConnection();
			connection.createStatement().execute("select count(*) from orders");
			connection = dataSource.getConnection();
			connection.createStatement().execute("select count(*) from stock");
			connection.close();
		}

	}

}
