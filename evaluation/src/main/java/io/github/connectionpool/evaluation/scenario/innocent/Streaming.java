package io.github.connectionpool.evaluation.scenario.innocent;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;
import io.github.connectionpool.evaluation.work.Threads;

/**
 * A large result is read row by row, and slowly.
 */
public final class Streaming {

	private static final Duration PER_ROW = Duration.ofMillis(20);

	private Streaming() {
	}

	private static ResultSet open(DataSource dataSource) throws SQLException {
		Connection connection = dataSource.getConnection();
		connection.setAutoCommit(false);
		Statement statement = connection.createStatement();
		statement.setFetchSize(Sql.FETCH_SIZE);
		return statement.executeQuery(Sql.ALL_LINES);
	}

	private static void close(ResultSet rows) throws SQLException {
		Connection connection = rows.getStatement().getConnection();
		connection.rollback();
		connection.setAutoCommit(true);
		connection.close();
	}

	private static void read(Run run, ResultSet rows) throws SQLException, InterruptedException {
		while (run.goesOn() && rows.next()) {
			run.pause(PER_ROW);
		}
	}

	/** By a template. */
	@Label(truth = Truth.INNOCENT, borrows = "run",
			says = "An executor task streams a large result in a transaction through an extractor.")
	public static final class RowByRow implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			JdbcTemplate jdbc = new JdbcTemplate(run.dataSource());
			jdbc.setFetchSize(Sql.FETCH_SIZE);
			run.executor(1).submit(() -> Sql.transaction(run, run.dataSource()).execute((status) -> {
				ResultSetExtractor<Boolean> reader = (rows) -> InTransaction.call(() -> {
					read(run, rows);
					return true;
				});
				return jdbc.query(Sql.ALL_LINES, reader);
			})).get();
		}

	}

	/** With the result only. */
	@Label(truth = Truth.INNOCENT, borrows = "open",
			says = "A thread reads a result, which is all it has: the opening method has returned.")
	public static final class OnlyResultSet implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			Threads.run("export", () -> {
				ResultSet rows = open(run.dataSource());
				read(run, rows);
				close(rows);
			});
		}

	}

	/** The receiver of the answer. */
	@Label(truth = Truth.INNOCENT, borrows = "open",
			says = "A request opens a result and streams it as its answer from another thread.")
	public static final class ResponseBody implements Scenario {

		private static final String END = "end";

		@Override
		public void run(Run run) throws Exception {
			run.work().stream(() -> {
				ResultSet rows = open(run.dataSource());
				return (out) -> InTransaction.call(() -> {
					read(run, rows);
					close(rows);
					out.write(END.getBytes(StandardCharsets.UTF_8));
					return true;
				});
			}, END);
		}

	}

}
