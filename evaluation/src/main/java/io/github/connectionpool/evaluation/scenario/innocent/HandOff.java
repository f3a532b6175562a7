package io.github.connectionpool.evaluation.scenario.innocent;

import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import io.github.connectionpool.evaluation.database.Orders;
import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;

/**
 * The work that borrows ends, and other work goes on with the connection.
 */
public final class HandOff {

	private HandOff() {
	}

	private static void hand(DataSource dataSource, BlockingQueue<Connection> to) throws Exception {
		to.put(dataSource.getConnection());
	}

	private static boolean use(Run run, BlockingQueue<Connection> from, Duration pause) throws Exception {
		try (Connection connection = from.take()) {
			do {
				Orders.count(connection);
				run.pauseWithin(pause);
			}
			while (run.goesOn());
			return Orders.count(connection) > 0;
		}
	}

	private static void between(Run run, Duration pause) throws Exception {
		BlockingQueue<Connection> queue = new ArrayBlockingQueue<>(1);
		Future<?> user = run.executor(1).submit(() -> use(run, queue, pause));
		run.executor(1).submit(() -> {
			hand(run.dataSource(), queue);
			return true;
		}).get();
		user.get();
	}

	/** To one that works without a pause. */
	@Label(truth = Truth.INNOCENT, borrows = "hand",
			says = "An executor task hands its connection to another thread, which uses it twice a second.")
	public static final class UsedSteadily implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			between(run, Duration.ofMillis(500));
		}

	}

	/** To one that pauses. */
	@Label(truth = Truth.INNOCENT, borrows = "hand",
			says = "An executor task hands its connection to another thread, which uses it every three seconds.")
	public static final class UsedWithPauses implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			between(run, Duration.ofSeconds(3));
		}

	}

	/** To one that outlives the request. */
	@Label(truth = Truth.INNOCENT, borrows = "hand",
			says = "A request hands its connection to a background task, which uses it every second after the answer.")
	public static final class AfterTheAnswer implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			BlockingQueue<Connection> queue = new ArrayBlockingQueue<>(1);
			Future<?> user = run.executor(1).submit(() -> use(run, queue, Duration.ofSeconds(1)));
			run.work().request(() -> hand(run.dataSource(), queue));
			user.get();
		}

	}

	/** To one that lets it lie. */
	@Label(truth = Truth.HANDED_ON_IDLE, borrows = "hand",
			says = "A request hands its connection to a task that lets it lie for almost half a horizon and then uses it, and all that twice.")
	public static final class LeftIdle implements Scenario {

		private static final Duration USED = Duration.ofSeconds(2);

		private static final Duration PAUSE = Duration.ofMillis(200);

		@Override
		public void run(Run run) throws Exception {
			Duration idle = run.horizon().dividedBy(2).minus(USED);
			for (int i = 0; i < 2; i++) {
				handOver(run, idle);
			}
		}

		private static void handOver(Run run, Duration idle) throws Exception {
			BlockingQueue<Connection> queue = new ArrayBlockingQueue<>(1);
			Future<?> user = run.executor(1).submit(() -> useLater(run, queue, idle));
			run.work().request(() -> hand(run.dataSource(), queue));
			user.get();
		}

		private static boolean useLater(Run run, BlockingQueue<Connection> from, Duration idle) throws Exception {
			try (Connection connection = from.take()) {
				run.pause(idle);
				for (Duration used = Duration.ZERO; used.compareTo(USED) < 0; used = used.plus(PAUSE)) {
					Orders.count(connection);
					run.pause(PAUSE);
				}
				return true;
			}
		}

	}

}
