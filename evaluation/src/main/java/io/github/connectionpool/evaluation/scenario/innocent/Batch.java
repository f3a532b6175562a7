package io.github.connectionpool.evaluation.scenario.innocent;

import java.sql.Connection;
import java.time.Duration;

import io.github.connectionpool.evaluation.database.Orders;
import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;
import io.github.connectionpool.evaluation.work.VirtualThreads;

/**
 * A connection is held for the whole of a long job.
 */
public final class Batch {

	private Batch() {
	}

	private static boolean work(Run run, Duration pause) throws Exception {
		try (Connection connection = run.dataSource().getConnection()) {
			while (run.goesOn()) {
				Sql.charge(connection, run.row());
				run.pauseWithin(pause);
			}
			return Orders.count(connection) > 0;
		}
	}

	/** In a scheduled task. */
	@Label(truth = Truth.INNOCENT, borrows = "work",
			says = "A scheduled task holds one connection for all of its job, with pauses of five seconds.")
	public static final class InScheduledTask implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			run.work().scheduledTask(() -> work(run, Duration.ofSeconds(5)));
		}

	}

	/** In an executor task. */
	@Label(truth = Truth.INNOCENT, borrows = "work",
			says = "A task of an executor of the application's own does one statement, and the next a horizon later.")
	public static final class InExecutorTask implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			run.executor(1).submit(() -> work(run, run.horizon())).get();
		}

	}

	/** In a message listener. */
	@Label(truth = Truth.INNOCENT, borrows = "work",
			says = "A @JmsListener works on one message for long, with pauses of twelve seconds.")
	public static final class InListener implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			run.work().message(() -> work(run, Duration.ofSeconds(12)));
		}

	}

	/** In a virtual thread. */
	@Label(truth = Truth.INNOCENT, borrows = "work", virtualThreads = true,
			says = "A virtual thread works for long, with pauses of twelve seconds.")
	public static final class InVirtualThread implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			VirtualThreads.run(() -> work(run, Duration.ofSeconds(12)));
		}

	}

}
