package io.github.connectionpool.internal.verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quartz.simpl.SimpleThreadPool;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.Evidence.Owner;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * ForeignWorkers of many libraries, none of which is known by name, and applications that
 * look like them.
 */
class ForeignWorkersTests {

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	private final Judge judge = TestPools.judge(Duration.ofMinutes(5));

	private final OwnerInspector owners = new OwnerInspector(this.pool.callSites());

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void end() {
		this.release.countDown();
	}

	static Stream<ForeignWorkers.Kind> kinds() {
		return ForeignWorkers.kinds();
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aWorkerThatHasLeftItsTaskIsIdleOrHasEnded(ForeignWorkers.Kind kind) throws Exception {
		try (ForeignWorkers workers = kind.start().start()) {
			learn(workers);
			Checkout lost = workers.run(this::borrow);
			TestPools.await().until(() -> seen(lost).compareTo(Owner.IDLE) >= 0);
			this.pool.returned(lost);
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aWorkerInItsTaskIsWorking(ForeignWorkers.Kind kind) throws Exception {
		try (ForeignWorkers workers = kind.start().start()) {
			workers.run(() -> {
				this.pool.returned(borrow());
				return null;
			});
			Holding task = new Holding();
			workers.executor().execute(task);
			Checkout held = task.checkout();
			TestPools.await().until(() -> isIn(held, "hold"));
			for (int i = 0; i < 20; i++) {
				assertThat(seen(held)).isEqualTo(Owner.WORKING);
			}
			this.release.countDown();
			this.pool.returned(held);
		}
	}

	/** When a connection that was borrowed just now is no longer young. */
	private static long later() {
		return System.nanoTime() + Duration.ofSeconds(10).toNanos();
	}

	/** A healthy task, after which the place of its thread is seen. */
	private void learn(ForeignWorkers workers) throws Exception {
		Thread thread = workers.run(() -> {
			this.pool.returned(borrow());
			return Thread.currentThread();
		});
		AtomicInteger seen = new AtomicInteger();
		TestPools.await().until(() -> {
			StackTraceElement[] stack = thread.getStackTrace();
			if (stack.length > 0 && stack[0].isNativeMethod()) {
				this.owners.begin(List.of(), this.judge, later());
				return seen.incrementAndGet() > 5;
			}
			return false;
		});
		// two stacks a check, and up to 256 threads of other tests may be before it
		for (int i = 0; i < 300; i++) {
			this.owners.begin(List.of(), this.judge, later());
		}
	}

	@Test
	void aWorkerThatLeaksInItsFirstTaskIsIdleWhereItsSiblingsWait() throws Exception {
		try (ForeignWorkers workers = ForeignWorkers.quartz()) {
			Checkout lost = workers.run(this::borrow);
			TestPools.await().until(() -> seen(lost) == Owner.IDLE);
			this.pool.returned(lost);
		}
	}

	@Test
	void aSingleWorkerThatLeaksInItsFirstTaskIsSuspectOnly() throws Exception {
		SimpleThreadPool single = new SimpleThreadPool(1, Thread.NORM_PRIORITY);
		single.setThreadNamePrefix("lonely");
		single.initialize();
		Checkout lost = new ForeignWorkers(single::runInThread, () -> single.shutdown(false)).run(this::borrow);
		TestPools.await().until(() -> seen(lost) == Owner.ELSEWHERE);
		for (int i = 0; i < 20; i++) {
			assertThat(seen(lost)).isEqualTo(Owner.ELSEWHERE);
		}
		single.shutdown(false);
		this.pool.returned(lost);
	}

	@Test
	void aWorkerOfTheApplicationThatKeepsItsConnectionIsWorking() throws Exception {
		OwnWorker worker = new OwnWorker(true);
		worker.start();
		worker.items.add("first");
		Checkout kept = worker.opened.take();
		TestPools.await().until(() -> isIn(kept, "take"));
		for (int i = 0; i < 20; i++) {
			assertThat(seen(kept)).isEqualTo(Owner.WORKING);
		}
		worker.interrupt();
		worker.join();
		this.pool.returned(kept);
	}

	@Test
	void aWorkerOfTheApplicationThatOpensBeforeItWaitsIsWorking() throws Exception {
		OwnWorker worker = new OwnWorker(false);
		worker.start();
		for (int round = 0; round < 3; round++) {
			Checkout open = worker.opened.take();
			TestPools.await().until(() -> isIn(open, "take"));
			for (int i = 0; i < 5; i++) {
				assertThat(seen(open)).isEqualTo(Owner.WORKING);
			}
			this.pool.returned(open);
			worker.items.add("next");
		}
		worker.interrupt();
		worker.join();
		worker.opened.forEach(this.pool::returned);
	}

	private Checkout borrow() {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
	}

	private Owner seen(Checkout checkout) {
		List<Checkout> open = new ArrayList<>(this.pool.ledger().oldestFirst());
		this.owners.begin(open, this.judge, later());
		open.forEach((each) -> this.owners.inspect(each, this.judge, later()));
		return checkout.evidence().owner();
	}

	private static boolean isIn(Checkout checkout, String method) {
		Thread thread = checkout.owner().thread();
		return thread != null
				&& Stream.of(thread.getStackTrace()).anyMatch((frame) -> frame.getMethodName().equals(method))
				&& thread.getState() == Thread.State.WAITING;
	}

	/** Borrows, and goes on. */
	private final class Holding implements Runnable {

		private final BlockingQueue<Checkout> borrowed = new ArrayBlockingQueue<>(1);

		@Override
		public void run() {
			this.borrowed.add(borrow());
			hold();
		}

		private void hold() {
			try {
				ForeignWorkersTests.this.release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		Checkout checkout() throws InterruptedException {
			return this.borrowed.take();
		}

	}

	/** An application's own loop. */
	private final class OwnWorker extends Thread {

		private final BlockingQueue<String> items = new ArrayBlockingQueue<>(10);

		private final BlockingQueue<Checkout> opened = new ArrayBlockingQueue<>(10);

		private final boolean keeps;

		OwnWorker(boolean keeps) {
			this.keeps = keeps;
		}

		@Override
		public void run() {
			try {
				for (boolean first = true; true; first = false) {
					if (!this.keeps) {
						this.opened.add(borrow());
					}
					this.items.take();
					if (this.keeps && first) {
						this.opened.add(borrow());
					}
				}
			}
			catch (InterruptedException ex) {
				// ends
			}
		}

	}

}
