package io.github.connectionpool.evaluation.scenario.leak;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

import javax.sql.DataSource;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.LeakClass;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;

/**
 * There is a {@code finally}, whose first line fails.
 */
public final class CleanUpThrows {

	private CleanUpThrows() {
	}

	/** At the rollback. */
	@Label(truth = Truth.LEAK, follows = LeakClass.CLEAN_UP_THROWS, borrows = "charge",
			says = "In a request the finally rolls back, which PostgreSQL's driver refuses with auto-commit on.")
	public static final class AtRollback implements Scenario {

		@Override
		public void run(Run run) {
			run.expectFailure(() -> run.work().request(() -> charge(run.dataSource(), run.row())));
			run.workEnded();
		}

		private static void charge(DataSource dataSource, int order) throws SQLException {
			Connection connection = dataSource.getConnection();
			try (Statement statement = connection.createStatement()) {
				statement.executeUpdate("update orders set charged = true where id = " + order);
			}
			finally {
				connection.rollback();
				connection.close();
			}
		}

	}

	/** At a result that is null. */
	@Label(truth = Truth.LEAK, follows = LeakClass.CLEAN_UP_THROWS, borrows = "report",
			says = "In an executor task the query fails, and the finally closes a result that is null.")
	public static final class AtNullResult implements Scenario {

		@Override
		public void run(Run run) {
			run.expectFailure(() -> run.executor(1).submit(() -> report(run.dataSource())).get());
			run.workEnded();
		}

		// the mistake is the point
		@SuppressWarnings("NullAway")
		private static int report(DataSource dataSource) throws SQLException {
			Connection connection = dataSource.getConnection();
			Statement statement = null;
			ResultSet result = null;
			try {
				statement = connection.createStatement();
				result = statement.executeQuery("select total from monthly_report");
				result.next();
				return result.getInt(1);
			}
			finally {
				result.close();
				statement.close();
				connection.close();
			}
		}

	}

	/** At a savepoint. */
	@Label(truth = Truth.LEAK, follows = LeakClass.CLEAN_UP_THROWS, borrows = "book",
			says = "In an @Async method the finally releases a savepoint of a transaction that has failed.")
	public static final class AtSavepoint implements Scenario {

		@Override
		public void run(Run run) {
			run.expectFailure(() -> run.work().async(() -> book(run.dataSource())));
			run.workEnded();
		}

		private static void book(DataSource dataSource) throws SQLException {
			Connection connection = dataSource.getConnection();
			connection.setAutoCommit(false);
			Savepoint before = connection.setSavepoint();
			try (Statement statement = connection.createStatement()) {
				statement.executeUpdate("insert into orders (id) values (1)");
				connection.commit();
			}
			finally {
				connection.releaseSavepoint(before);
				connection.close();
			}
		}

	}

}
