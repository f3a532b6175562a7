package io.github.connectionpool.evaluation.scenario.leak;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DataSourceUtils;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.LeakClass;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;
import io.github.connectionpool.evaluation.work.VirtualThreads;

/**
 * The connection is closed in the last line, which an exception never reaches.
 */
public final class LostOnException {

	private LostOnException() {
	}

	private static int discount(DataSource dataSource, int customer) throws SQLException {
		Connection connection = dataSource.getConnection();
		PreparedStatement statement = connection.prepareStatement("select note from orders where id = ?");
		statement.setInt(1, customer);
		ResultSet row = statement.executeQuery();
		row.next();
		int discount = Integer.parseInt(row.getString("note"));
		row.close();
		statement.close();
		connection.close();
		return discount;
	}

	/** In a servlet request. */
	@Label(truth = Truth.LEAK, follows = LeakClass.LOST_ON_EXCEPTION, borrows = "discount",
			says = "A request fails on a number that is none, before the close in its last line.")
	public static final class InRequest implements Scenario {

		@Override
		public void run(Run run) {
			run.expectFailure(() -> run.work().request(() -> discount(run.dataSource(), run.row())));
			run.workEnded();
		}

	}

	/** In an asynchronous method. */
	@Label(truth = Truth.LEAK, follows = LeakClass.LOST_ON_EXCEPTION, borrows = "discount",
			says = "An @Async method fails before its close.")
	public static final class InAsync implements Scenario {

		@Override
		public void run(Run run) {
			run.expectFailure(() -> run.work().async(() -> discount(run.dataSource(), run.row())));
			run.workEnded();
		}

	}

	/** In an executor task. */
	@Label(truth = Truth.LEAK, follows = LeakClass.LOST_ON_EXCEPTION, borrows = "discount",
			says = "A task of an executor of the application's own fails before its close; the worker idles on.")
	public static final class InExecutorTask implements Scenario {

		@Override
		public void run(Run run) {
			run.expectFailure(() -> run.executor(1).submit(() -> discount(run.dataSource(), run.row())).get());
			run.workEnded();
		}

	}

	/** In a virtual thread. */
	@Label(truth = Truth.LEAK, follows = LeakClass.LOST_ON_EXCEPTION, borrows = "discount", virtualThreads = true,
			says = "A virtual thread fails before its close, and ends.")
	public static final class InVirtualThread implements Scenario {

		@Override
		public void run(Run run) {
			run.expectFailure(() -> VirtualThreads.run(() -> discount(run.dataSource(), run.row())));
			run.workEnded();
		}

	}

	/** In a scheduled run. */
	@Label(truth = Truth.LEAK, follows = LeakClass.LOST_ON_EXCEPTION, borrows = "discount",
			says = "A @Scheduled run fails before its close; the next runs go well.")
	public static final class InScheduledRun implements Scenario {

		@Override
		public void run(Run run) {
			run.expectFailure(() -> run.work().scheduledRun(() -> discount(run.dataSource(), run.row())));
			run.workEnded();
		}

	}

	/** With Spring's utility. */
	@Label(truth = Truth.LEAK, follows = LeakClass.LOST_ON_EXCEPTION, borrows = "weigh",
			says = "A request gets its connection from DataSourceUtils and fails before it releases it.")
	public static final class WithoutRelease implements Scenario {

		@Override
		public void run(Run run) {
			run.expectFailure(() -> run.work().request(() -> weigh(run.dataSource())));
			run.workEnded();
		}

		private static long weigh(DataSource dataSource) throws SQLException {
			Connection connection = DataSourceUtils.getConnection(dataSource);
			ResultSet row = connection.createStatement().executeQuery("select weight from orders");
			row.next();
			long weight = row.getLong(1);
			DataSourceUtils.releaseConnection(connection, dataSource);
			return weight;
		}

	}

}
