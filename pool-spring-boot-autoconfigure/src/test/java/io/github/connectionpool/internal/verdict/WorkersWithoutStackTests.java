package io.github.connectionpool.internal.verdict;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.netty.util.concurrent.DefaultEventExecutorGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quartz.simpl.SimpleThreadPool;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.Evidence.Owner;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Workers of libraries that borrow without a stack. They are seen to wait where they have
 * waited before.
 */
class WorkersWithoutStackTests {

	private static final CallSites APPLICATION = new CallSites(List.of("io.github.connectionpool"));

	private static final int SOME_CHECKS = 20;

	private MonitoredPool pool = pool(APPLICATION);

	private OwnerInspector owners = new OwnerInspector(APPLICATION);

	private final Judge judge = TestPools.judge(Duration.ofMinutes(5));

	static Stream<ForeignWorkers.Kind> singleWorkers() {
		return Stream.of(new ForeignWorkers.Kind("Quartz", WorkersWithoutStackTests::quartz),
				new ForeignWorkers.Kind("Netty's executor", WorkersWithoutStackTests::netty));
	}

	@ParameterizedTest
	@MethodSource("singleWorkers")
	void aWorkerThatWaitsAsBeforeItsTaskIsElsewhereAndNoMore(ForeignWorkers.Kind kind) throws Exception {
		try (ForeignWorkers worker = kind.start().start()) {
			learn(worker);
			Checkout lost = worker.run(this::borrow);
			TestPools.await().until(() -> seen(lost) == Owner.ELSEWHERE);
			for (int i = 0; i < SOME_CHECKS; i++) {
				assertThat(seen(lost)).isEqualTo(Owner.ELSEWHERE);
			}
			this.pool.returned(lost);
		}
	}

	@ParameterizedTest
	@MethodSource("singleWorkers")
	void aWorkerThatHasNotBeenSeenBeforeItsTaskIsWorking(ForeignWorkers.Kind kind) throws Exception {
		try (ForeignWorkers worker = kind.start().start()) {
			Checkout held = worker.run(this::borrow);
			assertStaysWorking(held);
		}
	}

	@ParameterizedTest
	@MethodSource("singleWorkers")
	void aWorkerInItsTaskIsWorking(ForeignWorkers.Kind kind) throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		try (ForeignWorkers worker = kind.start().start()) {
			learn(worker);
			BlockingQueue<Checkout> borrowed = new LinkedBlockingQueue<>();
			worker.executor().execute(() -> {
				borrowed.add(borrow());
				awaitUninterruptibly(release);
			});
			try {
				assertStaysWorking(borrowed.take());
			}
			finally {
				// the workers end after their tasks
				release.countDown();
			}
		}
	}

	@ParameterizedTest
	@MethodSource("singleWorkers")
	void whereTheApplicationIsNotKnownAWorkerIsWorking(ForeignWorkers.Kind kind) throws Exception {
		CallSites unknown = new CallSites(List.of());
		this.pool = pool(unknown);
		this.owners = new OwnerInspector(unknown);
		try (ForeignWorkers worker = kind.start().start()) {
			learn(worker);
			assertStaysWorking(worker.run(this::borrow));
		}
	}

	@Test
	void aLoopOfTheApplicationThatKeepsItsConnectionIsWorking() throws Exception {
		BlockingQueue<CountDownLatch> items = new LinkedBlockingQueue<>();
		BlockingQueue<Checkout> kept = new LinkedBlockingQueue<>();
		Thread loop = new Thread(() -> takeAll(items, kept));
		loop.start();
		CountDownLatch first = new CountDownLatch(1);
		items.add(first);
		first.await();
		this.pool.returned(kept.take());
		learn(loop);
		items.add(new CountDownLatch(1));
		assertStaysWorking(kept.take());
		loop.interrupt();
		loop.join();
	}

	private void takeAll(BlockingQueue<CountDownLatch> items, BlockingQueue<Checkout> kept) {
		try {
			while (true) {
				CountDownLatch item = items.take();
				kept.add(borrow());
				item.countDown();
			}
		}
		catch (InterruptedException ex) {
			// ends
		}
	}

	/** In the wait that a checkout would be suspected in. */
	private void assertStaysWorking(Checkout checkout) {
		Thread thread = checkout.owner().thread();
		assertThat(thread).isNotNull();
		TestPools.await().until(() -> thread.getState() != Thread.State.RUNNABLE);
		for (int i = 0; i < SOME_CHECKS; i++) {
			assertThat(seen(checkout)).isEqualTo(Owner.WORKING);
		}
		this.pool.returned(checkout);
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** A healthy task, after which the place of its thread is seen. */
	private void learn(ForeignWorkers worker) throws Exception {
		learn(worker.run(() -> {
			this.pool.returned(borrow());
			return Thread.currentThread();
		}));
	}

	private void learn(Thread thread) {
		TestPools.await()
			.until(() -> thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
		// two stacks a check, and up to 256 threads of other tests may be before it
		for (int i = 0; i < 600; i++) {
			this.owners.begin(List.of(), this.judge, later());
		}
	}

	private static ForeignWorkers quartz() throws Exception {
		SimpleThreadPool single = new SimpleThreadPool(1, Thread.NORM_PRIORITY);
		single.initialize();
		return new ForeignWorkers(single::runInThread, () -> single.shutdown(false));
	}

	private static ForeignWorkers netty() {
		var group = new DefaultEventExecutorGroup(1);
		return new ForeignWorkers(group, () -> group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync());
	}

	private static MonitoredPool pool(CallSites callSites) {
		return new MonitoredPool("dataSource", "com.example.ThePool", new TestPools.Numbers(), callSites,
				StackCapture.NEVER, TestPools.THRESHOLDS, Eviction.ABORT);
	}

	/** When a connection that was borrowed just now is no longer young. */
	private static long later() {
		return System.nanoTime() + Duration.ofSeconds(10).toNanos();
	}

	private Checkout borrow() {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
	}

	private Owner seen(Checkout checkout) {
		this.owners.begin(List.of(checkout), this.judge, later());
		this.owners.inspect(checkout, this.judge, later());
		return checkout.evidence().owner();
	}

}
