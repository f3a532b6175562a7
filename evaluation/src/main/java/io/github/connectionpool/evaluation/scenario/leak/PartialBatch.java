package io.github.connectionpool.evaluation.scenario.leak;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.LeakClass;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;

/**
 * Several connections are needed, and the last of them cannot be had.
 */
public final class PartialBatch {

	private PartialBatch() {
	}

	/** The third of three. */
	@Label(truth = Truth.LEAK, follows = LeakClass.PARTIAL_BATCH, borrows = "workers", pool = 2, loses = 2,
			says = "A request wants three connections of a pool of two, and forgets two when the third times out.")
	public static final class KthOfN implements Scenario {

		private static final int WORKERS = 3;

		@Override
		public void run(Run run) {
			run.expectFailure(() -> run.work().request(() -> rebuild(run.dataSource())));
			run.workEnded();
		}

		private static void rebuild(DataSource dataSource) throws SQLException {
			for (Connection connection : workers(dataSource)) {
				connection.close();
			}
		}

		private static List<Connection> workers(DataSource dataSource) throws SQLException {
			List<Connection> connections = new ArrayList<>();
			for (int i = 0; i < WORKERS; i++) {
				connections.add(dataSource.getConnection());
			}
			return connections;
		}

	}

	/** Source and target. */
	@Label(truth = Truth.LEAK, follows = LeakClass.PARTIAL_BATCH, borrows = "copy",
			says = "An @Async method has its source, cannot get its target, and closes neither.")
	public static final class SourceAndTarget implements Scenario {

		@Override
		public void run(Run run) {
			run.expectFailure(() -> run.work().async(() -> copy(run.dataSource())));
			run.workEnded();
		}

		private static void copy(DataSource dataSource) throws SQLException {
			Connection source = dataSource.getConnection();
			Connection target = dataSource.getConnection();
			target.createStatement().executeUpdate("insert into stock select id, 0 from orders");
			source.close();
			target.close();
		}

	}

}
