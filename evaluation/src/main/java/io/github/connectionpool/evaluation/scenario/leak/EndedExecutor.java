package io.github.connectionpool.evaluation.scenario.leak;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.github.connectionpool.evaluation.database.Orders;
import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.LeakClass;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;
import io.github.connectionpool.evaluation.work.OnExecutor;

/**
 * A task leaks, and later its worker ends or does something else. The end of the worker
 * says nothing more about the connection.
 */
public final class EndedExecutor {

	/** Longer than the starter needs to accuse. */
	private static final Duration ACCUSED = Duration.ofSeconds(13);

	private EndedExecutor() {
	}

	/** Keeps connections for later, which never comes. */
	static class Shelf {

		private final List<Connection> connections = new CopyOnWriteArrayList<>();

		int open(DataSource dataSource) throws SQLException {
			Connection connection = dataSource.getConnection();
			this.connections.add(connection);
			return Orders.count(connection);
		}

	}

	private static void lose(Run run, Executor executor, Shelf shelf) throws Exception {
		OnExecutor.run(executor, () -> shelf.open(run.dataSource()));
		run.workEnded();
	}

	/** Its executor is shut down. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "A task of a fixed pool leaves its connection in a list; 13 seconds later the pool is shut down.")
	public static final class ShutDown implements Scenario {

		private final Shelf shelf = new Shelf();

		@Override
		public void run(Run run) throws Exception {
			ExecutorService executor = run.executor(1);
			lose(run, executor, this.shelf);
			run.pause(ACCUSED);
			executor.shutdown();
		}

	}

	/** Its worker runs another task. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "A task leaves its connection in a list; 13 seconds later its worker runs a task that needs none.")
	public static final class OneMoreTask implements Scenario {

		private static final Duration TASK = Duration.ofSeconds(3);

		private final Shelf shelf = new Shelf();

		@Override
		public void run(Run run) throws Exception {
			ExecutorService executor = run.executor(1);
			lose(run, executor, this.shelf);
			run.pause(ACCUSED);
			OnExecutor.run(executor, () -> run.pause(TASK));
		}

	}

	/** Its worker is not kept. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "A task of a cached pool leaves its connection in a list; its worker ends after 13 idle seconds.")
	public static final class KeepAlive implements Scenario {

		private final Shelf shelf = new Shelf();

		@Override
		public void run(Run run) throws Exception {
			ThreadPoolExecutor executor = new ThreadPoolExecutor(0, Integer.MAX_VALUE, ACCUSED.toSeconds(),
					TimeUnit.SECONDS, new SynchronousQueue<>());
			run.atEnd(executor::shutdownNow);
			lose(run, executor, this.shelf);
		}

	}

	/** Its fork-join worker is trimmed. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "A task of a fork-join pool leaves its connection in a list; its worker is trimmed after 13 seconds.")
	public static final class Trimmed implements Scenario {

		private final Shelf shelf = new Shelf();

		@Override
		public void run(Run run) throws Exception {
			ForkJoinPool pool = new ForkJoinPool(1, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true, 0, 1,
					0, null, ACCUSED.toSeconds(), TimeUnit.SECONDS);
			run.atEnd(pool::shutdownNow);
			lose(run, pool, this.shelf);
		}

	}

	/** Its timer is cancelled. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "A TimerTask leaves its connection in a list; 13 seconds later the timer is cancelled.")
	public static final class TimerCancelled implements Scenario {

		private final Shelf shelf = new Shelf();

		@Override
		public void run(Run run) throws Exception {
			Timer timer = new Timer("reports", true);
			lose(run, (task) -> timer.schedule(timerTask(task), 0), this.shelf);
			run.pause(ACCUSED);
			timer.cancel();
		}

	}

	/** Its timer waits for the next task. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "A TimerTask leaves its connection in a list; the timer waits for its next task.")
	public static final class TimerWaits implements Scenario {

		private final Shelf shelf = new Shelf();

		@Override
		public void run(Run run) throws Exception {
			Timer timer = new Timer("reports", true);
			run.atEnd(timer::cancel);
			lose(run, (task) -> timer.schedule(timerTask(task), 0), this.shelf);
		}

	}

	private static TimerTask timerTask(Runnable task) {
		return new TimerTask() {

			@Override
			public void run() {
				task.run();
			}

		};
	}

	/** Its worker is one of the common pool. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "A task of the common fork-join pool leaves its connection in a list.")
	public static final class CommonPool implements Scenario {

		private final Shelf shelf = new Shelf();

		@Override
		public void run(Run run) throws Exception {
			lose(run, ForkJoinPool.commonPool(), this.shelf);
		}

	}

}
