package io.github.connectionpool.evaluation.scenario.leak;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.LeakClass;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;
import io.github.connectionpool.evaluation.work.Threads;

/**
 * A loop that polls and sleeps with a connection in its hand.
 */
public final class HeldOverLoop {

	private HeldOverLoop() {
	}

	private static void poll(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("select count(*) from orders where not charged");
		}
	}

	/** The loop ends. */
	@Label(truth = Truth.LEAK, follows = LeakClass.HELD_OVER_LOOP, borrows = "waitForOrders",
			says = "An executor task polls three times, a second apart, gives up, and forgets its connection.")
	public static final class ThatEnds implements Scenario {

		private static final int POLLS = 3;

		@Override
		public void run(Run run) {
			run.expectFailure(() -> run.executor(1).submit(() -> waitForOrders(run)).get());
			run.workEnded();
		}

		private static boolean waitForOrders(Run run) throws Exception {
			Connection connection = run.dataSource().getConnection();
			for (int i = 0; i < POLLS; i++) {
				poll(connection);
				run.pause(Duration.ofSeconds(1));
			}
			throw new IllegalStateException("There are no orders");
		}

	}

	/** The loop goes on without its connection. */
	@Label(truth = Truth.LEAK, follows = LeakClass.HELD_OVER_LOOP, borrows = "beat", stillHeldByRunningWork = true,
			says = "A thread uses its connection once and then loops for ever beside it; the close is after the loop.")
	public static final class ThatGoesOn implements Scenario {

		private static final Duration BEAT = Duration.ofMillis(200);

		@Override
		public void run(Run run) throws InterruptedException {
			Threads.start("heartbeat", () -> beat(run));
			run.pause(BEAT);
			run.workEnded();
		}

		private static void beat(Run run) throws Exception {
			Connection connection = run.dataSource().getConnection();
			poll(connection);
			while (run.isWatched()) {
				run.pause(BEAT);
			}
			connection.close();
		}

	}

}
