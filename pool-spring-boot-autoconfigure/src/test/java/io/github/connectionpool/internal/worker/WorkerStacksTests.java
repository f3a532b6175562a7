package io.github.connectionpool.internal.worker;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Evidence.Owner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the stacks of real threads tell.
 */
class WorkerStacksTests {

	private static final StackTraceElement[] NONE = {};

	private final CountDownLatch release = new CountDownLatch(1);

	private ExecutorService executor = Executors.newSingleThreadExecutor();

	@AfterEach
	void end() {
		this.release.countDown();
		this.executor.shutdownNow();
	}

	static Stream<IntFunction<ExecutorService>> executors() {
		return Stream.of(
				(threads) -> new ThreadPoolExecutor(threads, threads, 1, TimeUnit.HOURS, new LinkedBlockingQueue<>()),
				Executors::newScheduledThreadPool, ForkJoinPool::new,
				(threads) -> new org.apache.tomcat.util.threads.ThreadPoolExecutor(threads, threads, 1, TimeUnit.HOURS,
						new LinkedBlockingQueue<>()));
	}

	@ParameterizedTest
	@MethodSource("executors")
	void aWorkerWithoutATaskIsIdle(IntFunction<ExecutorService> executors) throws Exception {
		use(executors.apply(1));
		Borrow borrow = this.executor.submit(Borrow::new).get();
		TestPools.await().until(() -> borrow.compare() == Owner.IDLE);
	}

	@ParameterizedTest
	@MethodSource("executors")
	void aWorkerInAnotherTaskIsElsewhere(IntFunction<ExecutorService> executors) throws Exception {
		use(executors.apply(1));
		Borrow borrow = this.executor.submit(Borrow::new).get();
		this.executor.execute(this::hold);
		TestPools.await().until(() -> borrow.isIn("hold"));
		assertThat(borrow.compare()).isEqualTo(Owner.ELSEWHERE);
	}

	@ParameterizedTest
	@MethodSource("executors")
	void aWorkerElsewhereInItsTaskIsWorking(IntFunction<ExecutorService> executors) throws Exception {
		use(executors.apply(1));
		Task task = new Task();
		this.executor.execute(task);
		TestPools.await().until(() -> task.borrow.isIn("hold"));
		assertThat(task.borrow.compare()).isEqualTo(Owner.WORKING);
	}

	@Test
	void aWorkerThatRunsAnotherTaskForItsOwnIsWorking() throws Exception {
		use(new ForkJoinPool(1));
		Task task = new Task();
		this.executor.execute(() -> {
			task.borrow();
			ForkJoinTask.adapt(this::hold).fork().join();
		});
		TestPools.await().until(() -> task.borrow.isIn("hold"));
		assertThat(task.borrow.compare()).isEqualTo(Owner.WORKING);
	}

	@Test
	void aWorkerWhoseThreadsAreOfTheApplicationIsIdleAllTheSame() throws Exception {
		ThreadFactory factory = (task) -> new Thread(() -> decorated(task));
		use(new ThreadPoolExecutor(1, 1, 1, TimeUnit.HOURS, new LinkedBlockingQueue<>(), factory));
		Borrow borrow = this.executor.submit(Borrow::new).get();
		TestPools.await().until(() -> borrow.compare() == Owner.IDLE);
	}

	@Test
	void aWorkerThatRunsTheApplicationsQueueIsNotKnownToBeIdle() throws Exception {
		use(new ThreadPoolExecutor(1, 1, 1, TimeUnit.HOURS, new OwnQueue()));
		Borrow borrow = this.executor.submit(Borrow::new).get();
		TestPools.await().until(() -> borrow.isIn("await"));
		assertThat(borrow.compare()).isNotEqualTo(Owner.IDLE);
	}

	@Test
	void aDeepBorrowCannotBeCompared() throws Exception {
		Borrow borrow = this.executor.submit(() -> deep(1500)).get();
		assertThat(borrow.frames.length).isGreaterThanOrEqualTo(1000);
		this.executor.execute(this::hold);
		TestPools.await().until(() -> borrow.isIn("hold"));
		assertThat(borrow.compare()).isEqualTo(Owner.WORKING);
	}

	@Test
	void aDeepStackNowCannotBeCompared() throws Exception {
		Borrow borrow = this.executor.submit(Borrow::new).get();
		this.executor.execute(() -> holdDeep(1500));
		TestPools.await().until(() -> borrow.isIn("hold"));
		assertThat(borrow.compare()).isEqualTo(Owner.WORKING);
	}

	@Test
	void aPlainThreadIsWorkingUntilItEnds() {
		Task task = new Task();
		new Thread(task).start();
		TestPools.await().until(() -> task.borrow.isIn("hold"));
		assertThat(task.borrow.compare()).isEqualTo(Owner.WORKING);
	}

	@Test
	void aThreadOfAClassOfItsOwnIsWorkingUntilItEnds() {
		OwnThread thread = new OwnThread();
		thread.start();
		TestPools.await().until(() -> thread.task.borrow.isIn("hold"));
		assertThat(thread.task.borrow.compare()).isEqualTo(Owner.WORKING);
	}

	@Test
	void aThreadIsNotElsewhereBecauseItHasReturnedFromTheBorrow() {
		assertThat(new Borrow().compare()).isEqualTo(Owner.WORKING);
	}

	@Test
	void whereThereIsNoStackNothingIsKnown() {
		StackTraceElement[] some = new Throwable().getStackTrace();
		assertThat(WorkerStacks.compare(NONE, some)).isEqualTo(Owner.WORKING);
		assertThat(WorkerStacks.compare(some, NONE)).isEqualTo(Owner.WORKING);
		assertThat(WorkerStacks.compare(NONE, NONE)).isEqualTo(Owner.WORKING);
	}

	@Test
	void stacksThatShareNotEvenTheirRootTellNothing() {
		StackTraceElement[] borrow = { frame("com.shop.Orders", "find"), frame("java.lang.Thread", "run") };
		StackTraceElement[] now = { frame("com.shop.Cart", "add"), frame("com.shop.Server", "main") };
		assertThat(WorkerStacks.compare(borrow, now)).isEqualTo(Owner.WORKING);
	}

	@Test
	void aBorrowInTheLoopItselfHasNothingItCouldHaveLeft() {
		StackTraceElement[] borrow = { frame("java.util.concurrent.ThreadPoolExecutor", "beforeExecute"),
				frame("java.lang.Thread", "run") };
		StackTraceElement[] now = { frame("com.shop.Cart", "add"), frame("java.lang.Thread", "run") };
		assertThat(WorkerStacks.compare(borrow, now)).isEqualTo(Owner.WORKING);
	}

	@Test
	void anotherLineOfTheSameMethodIsTheSameWork() {
		StackTraceElement[] borrow = { new StackTraceElement("com.shop.Orders", "run", "Orders.java", 1),
				frame("java.lang.Thread", "run") };
		StackTraceElement[] now = { new StackTraceElement("com.shop.Orders", "run", "Orders.java", 2),
				frame("java.lang.Thread", "run") };
		assertThat(WorkerStacks.compare(borrow, now)).isEqualTo(Owner.WORKING);
	}

	@Test
	void framesThatOnlyARunningThreadShowsAreNotCompared() {
		StackTraceElement[] borrow = { frame("com.shop.Orders", "find"), frame("java.lang.Thread", "run") };
		StackTraceElement[] now = { frame("com.shop.Cart", "add"), frame("java.lang.Thread", "run"),
				frame("com.shop.Threads$$Lambda$14/0x0000000800c8", "run") };
		assertThat(WorkerStacks.compare(borrow, now)).isEqualTo(Owner.ELSEWHERE);
	}

	@Test
	void whereOnlySpringWasAboveTheLoopNothingWasLeft() {
		StackTraceElement[] borrow = { frame("org.springframework.jdbc.core.JdbcTemplate", "execute"),
				frame("java.lang.Thread", "run") };
		StackTraceElement[] now = { frame("com.shop.Cart", "add"), frame("java.lang.Thread", "run") };
		assertThat(WorkerStacks.compare(borrow, now)).isEqualTo(Owner.WORKING);
	}

	private static StackTraceElement frame(String type, String method) {
		return new StackTraceElement(type, method, null, -1);
	}

	private void use(ExecutorService executor) {
		this.executor.shutdownNow();
		this.executor = executor;
	}

	private void hold() {
		try {
			this.release.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void holdDeep(int depth) {
		if (depth > 0) {
			holdDeep(depth - 1);
		}
		else {
			hold();
		}
	}

	private static Borrow deep(int depth) {
		return (depth > 0) ? deep(depth - 1) : new Borrow();
	}

	private static void decorated(Runnable task) {
		task.run();
	}

	/** The stack of a borrow, and its thread. */
	private static final class Borrow {

		private final Thread thread = Thread.currentThread();

		private final StackTraceElement[] frames = new Throwable().getStackTrace();

		Owner compare() {
			return WorkerStacks.compare(this.frames, this.thread.getStackTrace());
		}

		boolean isIn(String method) {
			return Stream.of(this.thread.getStackTrace()).anyMatch((frame) -> frame.getMethodName().equals(method));
		}

	}

	/** Borrows, and is elsewhere then. */
	private final class Task implements Runnable {

		/** At first that of the test's thread, which holds nothing. */
		private volatile Borrow borrow = new Borrow();

		@Override
		public void run() {
			borrow();
			hold();
		}

		private void borrow() {
			this.borrow = new Borrow();
		}

	}

	private final class OwnThread extends Thread {

		private final Task task = new Task();

		@Override
		public void run() {
			this.task.borrow();
			hold();
		}

	}

	/** Of the application, which waits in it for the next task. */
	private static final class OwnQueue extends ArrayBlockingQueue<Runnable> {

		private static final long serialVersionUID = 1L;

		OwnQueue() {
			super(10);
		}

		@Override
		public Runnable take() throws InterruptedException {
			new CountDownLatch(1).await();
			return super.take();
		}

	}

}
