package io.github.connectionpool.evaluation.scenario.innocent;

import java.io.InputStream;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;

/**
 * The rows that are read keep the connection in use, though the reader has something else
 * in its hands.
 */
public final class Reader {

	private static final Duration PAUSE = Duration.ofSeconds(3);

	private Reader() {
	}

	/** A statement. */
	@Label(truth = Truth.INNOCENT, borrows = "statement",
			says = "An executor task has only a statement, which it runs every three seconds.")
	public static final class OfStatement implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			run.executor(1).submit(() -> {
				Statement statement = statement(run.dataSource());
				while (run.goesOn()) {
					statement.execute("select count(*) from orders");
					run.pauseWithin(PAUSE);
				}
				statement.getConnection().close();
				return true;
			}).get();
		}

		private static Statement statement(DataSource dataSource) throws SQLException {
			return dataSource.getConnection().createStatement();
		}

	}

	/** A list of columns. */
	@Label(truth = Truth.INNOCENT, borrows = "columns",
			says = "An executor task has only the metadata's list of columns, of which it reads one every three seconds.")
	public static final class OfMetaData implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			run.executor(1).submit(() -> {
				ResultSet columns = columns(run.dataSource());
				while (run.goesOn()) {
					columns.next();
					run.pauseWithin(PAUSE);
				}
				// not with every pool a way leads back from there
				Statement behind = columns.getStatement();
				if (behind != null) {
					behind.getConnection().close();
				}
				return true;
			}).get();
		}

		private static ResultSet columns(DataSource dataSource) throws SQLException {
			return dataSource.getConnection().getMetaData().getColumns(null, null, "pg%", null);
		}

	}

	/** A large object. */
	@Label(truth = Truth.INNOCENT, borrows = "read",
			says = "A request reads a large object as a stream, a little every three seconds.")
	public static final class OfLargeObject implements Scenario {

		private static final int LITTLE = 1024;

		@Override
		public void run(Run run) throws Exception {
			run.work().request(() -> read(run));
		}

		private static void read(Run run) throws Exception {
			try (Connection connection = run.dataSource().getConnection();
					Statement statement = connection.createStatement()) {
				connection.setAutoCommit(false);
				try (ResultSet row = statement.executeQuery("select content from documents")) {
					row.next();
					Blob content = row.getBlob(1);
					try (InputStream stream = content.getBinaryStream()) {
						while (run.goesOn() && stream.readNBytes(LITTLE).length > 0) {
							run.pauseWithin(PAUSE);
						}
					}
				}
				connection.commit();
			}
		}

	}

	/** An array. */
	@Label(truth = Truth.INNOCENT, borrows = "read",
			says = "An @Async method works on an array, an element every three seconds.")
	public static final class OfArray implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			run.work().async(() -> read(run));
		}

		private static void read(Run run) throws Exception {
			try (Connection connection = run.dataSource().getConnection();
					Statement statement = connection.createStatement();
					ResultSet row = statement.executeQuery("select array(select generate_series(1, 1000))")) {
				row.next();
				Array array = row.getArray(1);
				try (ResultSet elements = array.getResultSet()) {
					while (run.goesOn() && elements.next()) {
						run.pauseWithin(PAUSE);
					}
				}
				array.free();
			}
		}

	}

}
