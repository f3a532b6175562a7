package io.github.connectionpool.evaluation.scenario.leak;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

import javax.sql.DataSource;

import io.netty.util.concurrent.DefaultEventExecutorGroup;
import kotlinx.coroutines.Dispatchers;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import io.github.connectionpool.evaluation.scenario.Label;
import io.github.connectionpool.evaluation.scenario.LeakClass;
import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.Truth;
import io.github.connectionpool.evaluation.work.Coroutines;
import io.github.connectionpool.evaluation.work.LoopExecutor;
import io.github.connectionpool.evaluation.work.OnExecutor;
import io.github.connectionpool.evaluation.work.QuartzExecutor;

/**
 * A task leaks on a worker that is none of {@code java.util.concurrent}, or sits behind
 * one of another library.
 */
public final class OnWorker {

	private static final int WORKERS = 4;

	private static final int TASKS_BEFORE = 2;

	private static final Duration BETWEEN_TASKS = Duration.ofMillis(1500);

	private OnWorker() {
	}

	/** Keeps connections for later, which never comes. */
	static class Shelf {

		private final List<Connection> connections = new CopyOnWriteArrayList<>();

		int open(DataSource dataSource) throws SQLException {
			Connection connection = dataSource.getConnection();
			this.connections.add(connection);
			return count(connection);
		}

	}

	private static int count(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select count(*) from orders")) {
			row.next();
			return row.getInt(1);
		}
	}

	/** Libraries start their workers when they need them. */
	private static void startWorkers(Executor workers) throws Exception {
		CountDownLatch started = new CountDownLatch(WORKERS);
		for (int i = 0; i < WORKERS; i++) {
			workers.execute(() -> {
				started.countDown();
				try {
					started.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			});
		}
		started.await();
	}

	private static void lose(Run run, Executor worker, int tasksBefore, Shelf shelf) throws Exception {
		for (int i = 0; i < tasksBefore; i++) {
			OnExecutor.run(worker, () -> {
				try (Connection connection = run.dataSource().getConnection()) {
					count(connection);
				}
			});
			run.pause(BETWEEN_TASKS);
		}
		OnExecutor.run(worker, () -> shelf.open(run.dataSource()));
		run.workEnded();
	}

	/** On Quartz's own worker, in its first task. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "The first task of its worker, a job on Quartz's own worker, leaves its connection in a list.")
	public static final class QuartzFirst implements Scenario {

		private final Shelf shelf = new Shelf();

		@Override
		public void run(Run run) throws Exception {
			QuartzExecutor quartz = new QuartzExecutor("leak-" + run.row());
			run.atEnd(quartz::close);
			lose(run, quartz, 0, this.shelf);
		}

	}

	/** On Quartz's own worker, in its later task. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "After two tasks that close theirs, a job on Quartz's own worker leaves its connection in a list.")
	public static final class QuartzLater implements Scenario {

		private final Shelf shelf = new Shelf();

		@Override
		public void run(Run run) throws Exception {
			QuartzExecutor quartz = new QuartzExecutor("leak-" + run.row());
			run.atEnd(quartz::close);
			lose(run, quartz, TASKS_BEFORE, this.shelf);
		}

	}

	/** On Kotlin's I/O dispatcher, in its first task. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "A coroutine of Kotlin's I/O dispatcher, the first with a connection, leaves its connection in a list.")
	public static final class CoroutineFirst implements Scenario {

		private final Shelf shelf = new Shelf();

		@Override
		public void run(Run run) throws Exception {
			Executor coroutines = Coroutines.on(Dispatchers.getIO());
			startWorkers(coroutines);
			lose(run, coroutines, 0, this.shelf);
		}

	}

	/** On Kotlin's I/O dispatcher, in its later task. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "After two tasks that close theirs, a coroutine of Kotlin's I/O dispatcher leaves its connection in a list.")
	public static final class CoroutineLater implements Scenario {

		private final Shelf shelf = new Shelf();

		@Override
		public void run(Run run) throws Exception {
			Executor coroutines = Coroutines.on(Dispatchers.getIO());
			startWorkers(coroutines);
			lose(run, coroutines, TASKS_BEFORE, this.shelf);
		}

	}

	/** On Netty's event executor, in its first task. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "The first task of the last of five Netty event executors leaves its connection in a list.")
	public static final class NettyFirst implements Scenario {

		private final Shelf shelf = new Shelf();

		@Override
		public void run(Run run) throws Exception {
			DefaultEventExecutorGroup executors = new DefaultEventExecutorGroup(WORKERS + 1);
			run.atEnd(() -> executors.shutdownGracefully().awaitUninterruptibly(1));
			startWorkers((task) -> executors.next().execute(task));
			lose(run, (task) -> executors.next().execute(task), 0, this.shelf);
		}

	}

	/** On Netty's event executor, in its later task. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "After two tasks that close theirs, a task of one of four Netty event executors leaves its connection in a list.")
	public static final class NettyLater implements Scenario {

		private final Shelf shelf = new Shelf();

		@Override
		public void run(Run run) throws Exception {
			DefaultEventExecutorGroup executors = new DefaultEventExecutorGroup(WORKERS);
			run.atEnd(() -> executors.shutdownGracefully().awaitUninterruptibly(1));
			startWorkers((task) -> executors.next().execute(task));
			lose(run, (task) -> executors.next().execute(task), TASKS_BEFORE, this.shelf);
		}

	}

	/** On Reactor's bounded elastic scheduler, in its first task. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "The first task of its worker, a task of Reactor's bounded elastic scheduler, leaves its connection in a list.")
	public static final class ReactorFirst implements Scenario {

		private final Shelf shelf = new Shelf();

		@Override
		public void run(Run run) throws Exception {
			Scheduler scheduler = Schedulers.newBoundedElastic(1, 10, "leak");
			run.atEnd(scheduler::dispose);
			lose(run, scheduler::schedule, 0, this.shelf);
		}

	}

	/** On Reactor's bounded elastic scheduler, in its later task. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "After two tasks that close theirs, a task of Reactor's bounded elastic scheduler leaves its connection in a list.")
	public static final class ReactorLater implements Scenario {

		private final Shelf shelf = new Shelf();

		@Override
		public void run(Run run) throws Exception {
			Scheduler scheduler = Schedulers.newBoundedElastic(1, 10, "leak");
			run.atEnd(scheduler::dispose);
			lose(run, scheduler::schedule, TASKS_BEFORE, this.shelf);
		}

	}

	/** On the application's own worker loop, whose method runs on, in its first task. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open", stillHeldByRunningWork = true,
			says = "The first task of its worker, a task of the application's own worker loop, leaves its connection in a list.")
	public static final class LoopFirst implements Scenario {

		private final Shelf shelf = new Shelf();

		@Override
		public void run(Run run) throws Exception {
			LoopExecutor loop = new LoopExecutor("own-loop");
			run.atEnd(loop::close);
			lose(run, loop, 0, this.shelf);
		}

	}

	/** On the application's own worker loop, whose method runs on, in its later task. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open", stillHeldByRunningWork = true,
			says = "After two tasks that close theirs, a task of the application's own worker loop leaves its connection in a list.")
	public static final class LoopLater implements Scenario {

		private final Shelf shelf = new Shelf();

		@Override
		public void run(Run run) throws Exception {
			LoopExecutor loop = new LoopExecutor("own-loop");
			run.atEnd(loop::close);
			lose(run, loop, TASKS_BEFORE, this.shelf);
		}

	}

}
