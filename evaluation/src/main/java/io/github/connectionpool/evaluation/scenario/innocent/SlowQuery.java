package io.github.connectionpool.evaluation.scenario.innocent;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;

/**
 * The database takes its time.
 */
public final class SlowQuery {

	private SlowQuery() {
	}

	/** By a template. */
	@Label(truth = Truth.INNOCENT, borrows = "run", says = "A request waits for one slow query.")
	public static final class ByTemplate implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			double seconds = run.horizon().toMillis() / 1000.0;
			run.work().request(() -> new JdbcTemplate(run.dataSource()).query("select pg_sleep(?)", (row) -> {
			}, seconds));
		}

	}

	/** By a call. */
	@Label(truth = Truth.INNOCENT, borrows = "close",
			says = "An @Async method calls a stored procedure that takes long.")
	public static final class ByCall implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			run.work().async(() -> close(run.dataSource(), run.horizon().toMillis() / 1000.0));
		}

		private static void close(DataSource dataSource, double seconds) throws SQLException {
			try (Connection connection = dataSource.getConnection();
					CallableStatement call = connection.prepareCall("call close_month(?)")) {
				call.setDouble(1, seconds);
				call.execute();
			}
		}

	}

}
