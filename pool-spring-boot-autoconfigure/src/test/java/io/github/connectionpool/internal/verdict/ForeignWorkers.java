package io.github.connectionpool.internal.verdict;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.vertx.core.Vertx;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.ExecutorsKt;
import org.apache.pekko.actor.ActorSystem;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.quartz.simpl.SimpleThreadPool;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The workers of a library, and how to end them.
 */
record ForeignWorkers(Executor executor, Ending end) implements AutoCloseable {

	static Stream<Kind> kinds() {
		return Stream.of(new Kind("Quartz", ForeignWorkers::quartz), new Kind("Kotlin's default dispatcher",
				() -> new ForeignWorkers(ExecutorsKt.asExecutor(Dispatchers.getDefault()), () -> {
				})), new Kind("Kotlin's dispatcher for blocking work",
						() -> new ForeignWorkers(ExecutorsKt.asExecutor(Dispatchers.getIO()), () -> {
						})),
				new Kind("Netty's event loop", ForeignWorkers::eventLoop),
				new Kind("Netty's executor", ForeignWorkers::eventExecutor),
				new Kind("Reactor's bounded elastic", () -> of(Schedulers.newBoundedElastic(2, 10, "elastic"))),
				new Kind("Reactor's parallel", () -> of(Schedulers.newParallel("parallel", 2))),
				new Kind("Reactor's single", () -> of(Schedulers.newSingle("single"))),
				new Kind("Vert.x' workers", ForeignWorkers::vertxWorkers),
				new Kind("Vert.x' event loop", ForeignWorkers::vertxLoop),
				new Kind("Pekko's dispatcher", ForeignWorkers::pekko), new Kind("Jetty's pool", ForeignWorkers::jetty),
				new Kind("Undertow's workers", ForeignWorkers::xnio), new Kind("a timer", ForeignWorkers::timer));
	}

	static ForeignWorkers quartz() throws Exception {
		SimpleThreadPool pool = new SimpleThreadPool(3, Thread.NORM_PRIORITY);
		pool.initialize();
		return new ForeignWorkers(pool::runInThread, () -> pool.shutdown(false));
	}

	private static ForeignWorkers eventLoop() {
		var group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
		return new ForeignWorkers(group, () -> group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync());
	}

	private static ForeignWorkers eventExecutor() {
		var group = new DefaultEventExecutorGroup(2);
		return new ForeignWorkers(group, () -> group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync());
	}

	private static ForeignWorkers of(Scheduler scheduler) {
		return new ForeignWorkers(scheduler::schedule, scheduler::dispose);
	}

	private static ForeignWorkers vertxWorkers() {
		Vertx vertx = Vertx.vertx();
		return new ForeignWorkers((task) -> vertx.executeBlocking(() -> {
			task.run();
			return null;
		}), vertx::close);
	}

	private static ForeignWorkers vertxLoop() {
		Vertx vertx = Vertx.vertx();
		return new ForeignWorkers((task) -> vertx.runOnContext((nothing) -> task.run()), vertx::close);
	}

	private static ForeignWorkers pekko() {
		ActorSystem system = ActorSystem.create();
		return new ForeignWorkers(system.dispatcher(), system::terminate);
	}

	private static ForeignWorkers jetty() throws Exception {
		QueuedThreadPool pool = new QueuedThreadPool(4, 2);
		pool.setReservedThreads(0);
		pool.start();
		return new ForeignWorkers(pool, pool::stop);
	}

	private static ForeignWorkers xnio() throws Exception {
		XnioWorker worker = Xnio.getInstance("nio", ForeignWorkers.class.getClassLoader())
			.createWorker(OptionMap.create(Options.WORKER_IO_THREADS, 1, Options.WORKER_TASK_CORE_THREADS, 2));
		return new ForeignWorkers(worker, worker::shutdown);
	}

	private static ForeignWorkers timer() {
		Timer timer = new Timer();
		return new ForeignWorkers((task) -> timer.schedule(new TimerTask() {

			@Override
			public void run() {
				task.run();
			}

		}, 0), timer::cancel);
	}

	<T> T run(Callable<T> task) throws Exception {
		FutureTask<T> result = new FutureTask<>(task);
		this.executor.execute(result);
		return result.get();
	}

	@Override
	public void close() {
		try {
			this.end.end();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@FunctionalInterface
	interface Ending {

		void end() throws Exception;

	}

	@FunctionalInterface
	interface Start {

		ForeignWorkers start() throws Exception;

	}

	record Kind(String name, Start start) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
