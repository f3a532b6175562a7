package io.github.connectionpool.evaluation.scenario.leak;

import java.sql.Connection;
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

import io.github.connectionpool.evaluation.database.Orders;
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
			return Orders.count(connection);
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

	/** Another statement than that of the task that leaks. */
	private static void stock(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("select quantity from stock where id = 1");
		}
	}

	private static void lose(Run run, Executor worker, int tasksBefore, Shelf shelf) throws Exception {
		for (int i = 0; i < tasksBefore; i++) {
			OnExecutor.run(worker, () -> {
				try (Connection connection = run.dataSource().getConnection()) {
					stock(connection);
				}
			});
			run.pause(BETWEEN_TASKS);
		}
		OnExecutor.run(worker, () -> shelf.open(run.dataSource()));
		run.workEnded();
	}

	/** A task that leaks, after others that do not. */
	private abstract static class LosingTask implements Scenario {

		private final Shelf shelf = new Shelf();

		private final int tasksBefore;

		LosingTask(int tasksBefore) {
			this.tasksBefore = tasksBefore;
		}

		@Override
		public final void run(Run run) throws Exception {
			lose(run, worker(run), this.tasksBefore, this.shelf);
		}

		abstract Executor worker(Run run) throws Exception;

	}

	private static Executor quartz(Run run) throws Exception {
		QuartzExecutor quartz = new QuartzExecutor("leak-" + run.row());
		run.atEnd(quartz::close);
		return quartz;
	}

	private static Executor coroutines() throws Exception {
		Executor coroutines = Coroutines.on(Dispatchers.getIO());
		startWorkers(coroutines);
		return coroutines;
	}

	private static Executor netty(Run run, int workers) throws Exception {
		DefaultEventExecutorGroup executors = new DefaultEventExecutorGroup(workers);
		run.atEnd(() -> executors.shutdownGracefully().awaitUninterruptibly(1));
		Executor next = (task) -> executors.next().execute(task);
		startWorkers(next);
		return next;
	}

	private static Executor reactor(Run run) {
		Scheduler scheduler = Schedulers.newBoundedElastic(1, 10, "leak");
		run.atEnd(scheduler::dispose);
		return scheduler::schedule;
	}

	private static Executor loop(Run run) {
		LoopExecutor loop = new LoopExecutor("own-loop");
		run.atEnd(loop::close);
		return loop;
	}

	/** On Quartz's own worker, in its first task. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "The first task of its worker, a job on Quartz's own worker, leaves its connection in a list.")
	public static final class QuartzFirst extends LosingTask {

		public QuartzFirst() {
			super(0);
		}

		@Override
		Executor worker(Run run) throws Exception {
			return quartz(run);
		}

	}

	/** On Quartz's own worker, in its later task. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "After two tasks that close theirs, a job on Quartz's own worker leaves its connection in a list.")
	public static final class QuartzLater extends LosingTask {

		public QuartzLater() {
			super(TASKS_BEFORE);
		}

		@Override
		Executor worker(Run run) throws Exception {
			return quartz(run);
		}

	}

	/** On Kotlin's I/O dispatcher, in its first task. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "A coroutine of Kotlin's I/O dispatcher, the first with a connection, leaves its connection in a list.")
	public static final class CoroutineFirst extends LosingTask {

		public CoroutineFirst() {
			super(0);
		}

		@Override
		Executor worker(Run run) throws Exception {
			return coroutines();
		}

	}

	/** On Kotlin's I/O dispatcher, in its later task. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "After two tasks that close theirs, a coroutine of Kotlin's I/O dispatcher leaves its connection in a list.")
	public static final class CoroutineLater extends LosingTask {

		public CoroutineLater() {
			super(TASKS_BEFORE);
		}

		@Override
		Executor worker(Run run) throws Exception {
			return coroutines();
		}

	}

	/** On Netty's event executor, in its first task. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "The first task of the last of five Netty event executors leaves its connection in a list.")
	public static final class NettyFirst extends LosingTask {

		public NettyFirst() {
			super(0);
		}

		@Override
		Executor worker(Run run) throws Exception {
			return netty(run, WORKERS + 1);
		}

	}

	/** On Netty's event executor, in its later task. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "After two tasks that close theirs, a task of one of four Netty event executors leaves its connection in a list.")
	public static final class NettyLater extends LosingTask {

		public NettyLater() {
			super(TASKS_BEFORE);
		}

		@Override
		Executor worker(Run run) throws Exception {
			return netty(run, WORKERS);
		}

	}

	/** On Reactor's bounded elastic scheduler, in its first task. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "The first task of its worker, a task of Reactor's bounded elastic scheduler, leaves its connection in a list.")
	public static final class ReactorFirst extends LosingTask {

		public ReactorFirst() {
			super(0);
		}

		@Override
		Executor worker(Run run) {
			return reactor(run);
		}

	}

	/** On Reactor's bounded elastic scheduler, in its later task. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open",
			says = "After two tasks that close theirs, a task of Reactor's bounded elastic scheduler leaves its connection in a list.")
	public static final class ReactorLater extends LosingTask {

		public ReactorLater() {
			super(TASKS_BEFORE);
		}

		@Override
		Executor worker(Run run) {
			return reactor(run);
		}

	}

	/** On the application's own worker loop, whose method runs on, in its first task. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open", stillHeldByRunningWork = true,
			says = "The first task of its worker, a task of the application's own worker loop, leaves its connection in a list.")
	public static final class LoopFirst extends LosingTask {

		public LoopFirst() {
			super(0);
		}

		@Override
		Executor worker(Run run) {
			return loop(run);
		}

	}

	/** On the application's own worker loop, whose method runs on, in its later task. */
	@Label(truth = Truth.LEAK, follows = LeakClass.KEPT_IN_FIELD, borrows = "open", stillHeldByRunningWork = true,
			says = "After two tasks that close theirs, a task of the application's own worker loop leaves its connection in a list.")
	public static final class LoopLater extends LosingTask {

		public LoopLater() {
			super(TASKS_BEFORE);
		}

		@Override
		Executor worker(Run run) {
			return loop(run);
		}

	}

}
