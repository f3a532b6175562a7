package io.github.connectionpool.evaluation.scenario.leak;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.LeakClass;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;

/**
 * The connection is never in a variable, so no code closes it.
 */
public final class ChainedTemporary {

	private ChainedTemporary() {
	}

	/** To its metadata. */
	@Label(truth = Truth.LEAK, follows = LeakClass.CHAINED_TEMPORARY, borrows = "product",
			says = "An @Async method asks getConnection().getMetaData() for the database's name.")
	public static final class ToMetaData implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			run.work().async(() -> product(run.dataSource()));
			run.workEnded();
		}

		private static String product(DataSource dataSource) throws SQLException {
			return dataSource.getConnection().getMetaData().getDatabaseProductName();
		}

	}

	/** To a statement. */
	@Label(truth = Truth.LEAK, follows = LeakClass.CHAINED_TEMPORARY, borrows = "count",
			says = "An executor task has only the statement in its try-with-resources.")
	public static final class ToStatement implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			run.executor(1).submit(() -> count(run.dataSource())).get();
			run.workEnded();
		}

		private static int count(DataSource dataSource) throws SQLException {
			try (Statement statement = dataSource.getConnection().createStatement();
					ResultSet row = statement.executeQuery("select count(*) from orders")) {
				row.next();
				return row.getInt(1);
			}
		}

	}

	/** To a prepared statement in a request. */
	@Label(truth = Truth.LEAK, follows = LeakClass.CHAINED_TEMPORARY, borrows = "rename",
			says = "A request has only the prepared statement in its try-with-resources.")
	public static final class ToPreparedStatement implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			run.work().request(() -> rename(run.dataSource(), run.row()));
			run.workEnded();
		}

		private static void rename(DataSource dataSource, int order) throws SQLException {
			try (PreparedStatement statement = dataSource.getConnection()
				.prepareStatement("update orders set customer = ? where id = ?")) {
				statement.setString(1, "Miller");
				statement.setInt(2, order);
				statement.executeUpdate();
			}
		}

	}

}
