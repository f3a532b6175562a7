package io.github.connectionpool.evaluation.scenario.leak;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.LeakClass;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;
import io.github.connectionpool.evaluation.work.Threads;

/**
 * There is no close at all.
 */
public final class NeverClosed {

	private NeverClosed() {
	}

	private static boolean exists(DataSource dataSource, int order) throws SQLException {
		Connection connection = dataSource.getConnection();
		try (PreparedStatement statement = connection.prepareStatement("select 1 from orders where id = ?")) {
			statement.setInt(1, order);
			try (ResultSet row = statement.executeQuery()) {
				return row.next();
			}
		}
	}

	/** In a servlet request. */
	@Label(truth = Truth.LEAK, follows = LeakClass.NEVER_CLOSED, borrows = "exists",
			says = "A request closes its result and its statement, and not its connection.")
	public static final class InRequest implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			run.work().request(() -> exists(run.dataSource(), run.row()));
			run.workEnded();
		}

	}

	/** In a thread that ends. */
	@Label(truth = Truth.LEAK, follows = LeakClass.NEVER_CLOSED, borrows = "exists",
			says = "A thread ends without closing its connection.")
	public static final class InThreadThatEnds implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			Threads.run("importer", () -> exists(run.dataSource(), run.row()));
			run.workEnded();
		}

	}

	/** In a message listener. */
	@Label(truth = Truth.LEAK, follows = LeakClass.NEVER_CLOSED, borrows = "exists",
			says = "A @JmsListener does not close its connection.")
	public static final class InListener implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			run.work().message(() -> exists(run.dataSource(), run.row()));
			run.workEnded();
		}

	}

	/** By a stream. */
	@Label(truth = Truth.LEAK, follows = LeakClass.NEVER_CLOSED, borrows = "first",
			says = "A request takes the first of JdbcTemplate.queryForStream and does not close the stream.")
	public static final class ByStream implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			run.work().request(() -> first(run.dataSource()));
			run.workEnded();
		}

		private static String first(DataSource dataSource) {
			return new JdbcTemplate(dataSource)
				.queryForStream("select customer from orders limit 100", (row, number) -> row.getString(1))
				.findFirst()
				.orElseThrow();
		}

	}

}
