package io.github.connectionpool.evaluation.scenario.leak;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.evaluation.database.Orders;
import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.LeakClass;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;
import io.github.connectionpool.evaluation.work.OnExecutor;

/**
 * A connection of a line lies for four seconds and is used or returned after all. The
 * next one of the same line is lost.
 */
public final class OnceCleared {

	private static final Duration LIES = Duration.ofSeconds(4);

	private static final int LIES_SECONDS = 4;

	private OnceCleared() {
	}

	/** Where the application gets its connections. */
	static class Db {

		private @Nullable Connection last;

		Connection open(DataSource dataSource) throws SQLException {
			Connection connection = dataSource.getConnection();
			this.last = connection;
			return connection;
		}

		Connection last() {
			Connection connection = this.last;
			if (connection == null) {
				throw new IllegalStateException("Nothing was opened");
			}
			return connection;
		}

	}

	/** By a use. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open", seenToLie = LIES_SECONDS,
			says = "A task hands its connection on, which is used after four seconds and closed; that of the next task is lost.")
	public static final class ByUse implements Scenario {

		private static final Duration USED = Duration.ofSeconds(3);

		private static final Duration PAUSE = Duration.ofMillis(200);

		private final Db db = new Db();

		@Override
		public void run(Run run) throws Exception {
			ExecutorService executor = run.executor(1);
			OnExecutor.run(executor, () -> this.db.open(run.dataSource()));
			run.pause(LIES);
			goOn(run);
			OnExecutor.run(executor, () -> Orders.count(this.db.open(run.dataSource())));
			run.workEnded();
		}

		/** A detector that takes it away keeps this from working, not from leaking. */
		private void goOn(Run run) throws InterruptedException {
			try (Connection connection = this.db.last()) {
				for (Duration used = Duration.ZERO; used.compareTo(USED) < 0; used = used.plus(PAUSE)) {
					Orders.count(connection);
					run.pause(PAUSE);
				}
			}
			catch (SQLException ex) {
				run.pause(PAUSE);
			}
		}

	}

	/** By a return. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open", seenToLie = LIES_SECONDS,
			says = "A task leaves its connection to another thread, which closes it after four seconds; that of the next task is lost.")
	public static final class ByReturn implements Scenario {

		private static final Duration NOTICED = Duration.ofSeconds(2);

		private final Db db = new Db();

		@Override
		public void run(Run run) throws Exception {
			ExecutorService executor = run.executor(1);
			OnExecutor.run(executor, () -> Orders.count(this.db.open(run.dataSource())));
			run.pause(LIES);
			close(this.db.last());
			run.pause(NOTICED);
			OnExecutor.run(executor, () -> Orders.count(this.db.open(run.dataSource())));
			run.workEnded();
		}

		/** A detector that takes it away may keep this from working. */
		private static void close(Connection connection) {
			try {
				connection.close();
			}
			catch (SQLException ex) {
				// it is gone already
			}
		}

	}

}
