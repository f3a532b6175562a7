package io.github.connectionpool.evaluation.scenario.leak;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.LeakClass;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;
import io.github.connectionpool.evaluation.work.Threads;

/**
 * A step fails after the borrow and before any object owns the connection.
 */
public final class InitFails {

	private InitFails() {
	}

	/** Reads orders. The code that made it closes it. */
	static class OrderReader implements AutoCloseable {

		private final Connection connection;

		private final PreparedStatement statement;

		OrderReader(DataSource dataSource) throws SQLException {
			this.connection = dataSource.getConnection();
			this.connection.createStatement().execute("set search_path to orders_of_2019");
			this.statement = this.connection.prepareStatement("select * from orders");
			this.statement.executeQuery();
		}

		@Override
		public void close() throws SQLException {
			this.statement.close();
			this.connection.close();
		}

	}

	/** In a constructor. */
	@Label(truth = Truth.LEAK, follows = LeakClass.INIT_FAILS, borrows = "<init>",
			says = "In a request a constructor borrows and then fails, so there is no object to close.")
	public static final class InConstructor implements Scenario {

		@Override
		public void run(Run run) {
			run.expectFailure(() -> run.work().request(() -> read(run.dataSource())));
			run.workEnded();
		}

		private static void read(DataSource dataSource) throws SQLException {
			OrderReader reader = new OrderReader(dataSource);
			reader.close();
		}

	}

	/** In a factory. */
	@Label(truth = Truth.LEAK, follows = LeakClass.INIT_FAILS, borrows = "lockedConnection",
			says = "In an executor task a factory method borrows, cannot lock the table, and hands nothing out.")
	public static final class InFactory implements Scenario {

		@Override
		public void run(Run run) {
			run.expectFailure(() -> run.executor(1).submit(() -> migrate(run.dataSource())).get());
			run.workEnded();
		}

		private static boolean migrate(DataSource dataSource) throws SQLException {
			try (Connection connection = lockedConnection(dataSource)) {
				return connection.isValid(1);
			}
		}

		private static Connection lockedConnection(DataSource dataSource) throws SQLException {
			Connection connection = dataSource.getConnection();
			connection.setAutoCommit(false);
			try (Statement statement = connection.createStatement()) {
				statement.execute("lock table migrations in exclusive mode");
			}
			return connection;
		}

	}

	/** When a set of connections is filled. */
	@Label(truth = Truth.LEAK, follows = LeakClass.INIT_FAILS, borrows = "addConnection",
			says = "A thread that fills a list of connections at start-up fails on a test query, and ends.")
	public static final class InWarmUp implements Scenario {

		private final List<Connection> connections = new ArrayList<>();

		@Override
		public void run(Run run) {
			run.expectFailure(() -> Threads.run("warm-up", () -> addConnection(run.dataSource())));
			run.workEnded();
		}

		private void addConnection(DataSource dataSource) throws SQLException {
			Connection connection = dataSource.getConnection();
			try (Statement statement = connection.createStatement()) {
				statement.execute("select 1 from dual");
			}
			this.connections.add(connection);
		}

	}

}
