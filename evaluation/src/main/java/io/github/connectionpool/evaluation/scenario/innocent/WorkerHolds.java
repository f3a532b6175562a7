package io.github.connectionpool.evaluation.scenario.innocent;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.LinkedBlockingQueue;

import javax.sql.DataSource;

import io.netty.util.concurrent.DefaultEventExecutor;
import kotlinx.coroutines.Dispatchers;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import io.github.connectionpool.evaluation.database.Orders;
import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;
import io.github.connectionpool.evaluation.work.Coroutines;
import io.github.connectionpool.evaluation.work.OnExecutor;
import io.github.connectionpool.evaluation.work.QuartzExecutor;
import io.github.connectionpool.evaluation.work.Threads;

/**
 * A worker of some kind holds a connection for the whole of a long task.
 */
public final class WorkerHolds {

	private WorkerHolds() {
	}

	private static void work(Run run) throws SQLException, InterruptedException {
		try (Connection connection = run.dataSource().getConnection()) {
			Sql.charge(connection, run.row());
			run.pauseToHorizon();
			Orders.count(connection);
		}
	}

	/** Of Quartz. */
	@Label(truth = Truth.INNOCENT, borrows = "work",
			says = "A Quartz job does one statement, and the next a horizon later.")
	public static final class OfQuartz implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			QuartzExecutor quartz = new QuartzExecutor("innocent-" + run.row());
			run.atEnd(quartz::close);
			OnExecutor.run(quartz, () -> work(run));
		}

	}

	/** Of Kotlin. */
	@Label(truth = Truth.INNOCENT, borrows = "work",
			says = "A coroutine does one statement, and the next a horizon later.")
	public static final class OfCoroutine implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			OnExecutor.run(Coroutines.on(Dispatchers.getIO()), () -> work(run));
		}

	}

	/** Of Netty. */
	@Label(truth = Truth.INNOCENT, borrows = "work",
			says = "A task of Netty's event executor does one statement, and the next a horizon later.")
	public static final class OfNetty implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			DefaultEventExecutor executor = new DefaultEventExecutor();
			run.atEnd(() -> executor.shutdownGracefully().awaitUninterruptibly(1));
			OnExecutor.run(executor, () -> work(run));
		}

	}

	/** Of Reactor. */
	@Label(truth = Truth.INNOCENT, borrows = "work",
			says = "A task of Reactor's single scheduler does one statement, and the next a horizon later.")
	public static final class OfReactor implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			Scheduler scheduler = Schedulers.newSingle("innocent");
			run.atEnd(scheduler::dispose);
			OnExecutor.run(scheduler::schedule, () -> work(run));
		}

	}

	/** Of a timer. */
	@Label(truth = Truth.INNOCENT, borrows = "work",
			says = "A TimerTask does one statement, and the next a horizon later.")
	public static final class OfTimer implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			Timer timer = new Timer("innocent", true);
			run.atEnd(timer::cancel);
			OnExecutor.run((task) -> timer.schedule(new TimerTask() {

				@Override
				public void run() {
					task.run();
				}

			}, 0), () -> work(run));
		}

	}

	/** Of a fork-join pool. */
	@Label(truth = Truth.INNOCENT, borrows = "sum",
			says = "A fork-join task holds a connection while it joins a subtask that takes long.")
	public static final class OfForkJoin implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			ForkJoinPool pool = new ForkJoinPool(2);
			run.atEnd(pool::shutdownNow);
			pool.submit(() -> sum(run)).get();
		}

		private static int sum(Run run) throws SQLException {
			try (Connection connection = run.dataSource().getConnection()) {
				Callable<Boolean> slow = () -> {
					run.pauseToHorizon();
					return true;
				};
				ForkJoinTask<Boolean> subtask = ForkJoinTask.adapt(slow).fork();
				int before = Orders.count(connection);
				subtask.join();
				return before + Orders.count(connection);
			}
		}

	}

	/** Of a future. */
	@Label(truth = Truth.INNOCENT, borrows = "run",
			says = "An executor task holds a connection while it waits for the future of another executor.")
	public static final class OfFuture implements Scenario {

		@Override
		public void run(Run run) throws Exception {
			run.executor(1).submit(() -> {
				try (Connection connection = run.dataSource().getConnection()) {
					Sql.charge(connection, run.row());
					run.executor(1).submit(() -> {
						run.pauseToHorizon();
						return true;
					}).get();
					return Orders.count(connection);
				}
			}).get();
		}

	}

	/** Of the application. */
	@Label(truth = Truth.INNOCENT, borrows = "open",
			says = "A worker loop has a connection of its own and waits long in queue.take() between two uses.")
	public static final class OfOwnLoop implements Scenario {

		private static final Duration SPARE = Duration.ofSeconds(2);

		private static final int ORDERS = 3;

		private final BlockingQueue<Integer> orders = new LinkedBlockingQueue<>();

		private final CompletableFuture<Boolean> done = new CompletableFuture<>();

		@Override
		public void run(Run run) throws Exception {
			Duration pause = run.horizon().minus(SPARE).dividedBy(ORDERS - 1);
			Threads.start("own-loop", () -> loop(run.dataSource()));
			for (int i = 0; i < ORDERS; i++) {
				this.orders.put(run.row());
				if (i < ORDERS - 1) {
					run.pause(pause);
				}
			}
			this.orders.put(0);
			this.done.get();
		}

		private void loop(DataSource dataSource) {
			try (Connection connection = open(dataSource)) {
				for (int order = this.orders.take(); order > 0; order = this.orders.take()) {
					Sql.charge(connection, order);
				}
				this.done.complete(true);
			}
			catch (SQLException | InterruptedException ex) {
				this.done.completeExceptionally(ex);
			}
		}

		private static Connection open(DataSource dataSource) throws SQLException {
			return dataSource.getConnection();
		}

	}

}
