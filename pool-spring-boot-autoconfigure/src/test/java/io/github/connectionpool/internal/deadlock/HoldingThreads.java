package io.github.connectionpool.internal.deadlock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.report.CheckoutContext;

/**
 * Threads that hold connections of pools without a database, and stand still until they
 * are told to end.
 */
final class HoldingThreads {

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	private final List<Thread> threads = new ArrayList<>();

	private final List<Checkout> checkouts = new ArrayList<>();

	private final CountDownLatch end = new CountDownLatch(1);

	/**
	 * Start one at a line whose connections owners are seen to return. Returns when it
	 * stands still.
	 */
	HoldingThreads start(MonitoredPool pool, int connections, @Nullable MonitoredPool waitsFor)
			throws InterruptedException {
		CountDownLatch ready = new CountDownLatch(1);
		Thread thread = new Thread(() -> {
			pool.returned(borrow(pool));
			for (int i = 0; i < connections; i++) {
				this.checkouts.add(borrow(pool));
			}
			wait(waitsFor, ready);
		}, "holder-" + this.threads.size());
		return start(thread, ready);
	}

	/** Start one that borrows elsewhere. */
	HoldingThreads startElsewhere(MonitoredPool pool, @Nullable MonitoredPool waitsFor) throws InterruptedException {
		CountDownLatch ready = new CountDownLatch(1);
		Thread thread = new Thread(() -> {
			pool.returned(borrowElsewhere(pool));
			this.checkouts.add(borrowElsewhere(pool));
			wait(waitsFor, ready);
		}, "holder-" + this.threads.size());
		return start(thread, ready);
	}

	/** Start one that waits for another, at a line of which nothing is known. */
	HoldingThreads startOnce(MonitoredPool pool) throws InterruptedException {
		CountDownLatch ready = new CountDownLatch(1);
		Thread thread = new Thread(() -> {
			this.checkouts.add(borrowOnce(pool));
			wait(pool, ready);
		}, "holder-" + this.threads.size());
		return start(thread, ready);
	}

	private HoldingThreads start(Thread thread, CountDownLatch ready) throws InterruptedException {
		this.threads.add(thread);
		thread.start();
		ready.await();
		TestPools.await().until(() -> thread.getState() == Thread.State.WAITING);
		return this;
	}

	List<Checkout> checkouts() {
		return this.checkouts;
	}

	private void wait(@Nullable MonitoredPool pool, CountDownLatch ready) {
		if (pool != null) {
			Borrower.current().beginWait(pool, System.nanoTime() - MINUTE);
		}
		ready.countDown();
		await(this.end);
		Borrower.current().endWait();
	}

	static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			// the end of the test
		}
	}

	private static Checkout borrow(MonitoredPool pool) {
		return pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
	}

	private static Checkout borrowElsewhere(MonitoredPool pool) {
		return pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
	}

	private static Checkout borrowOnce(MonitoredPool pool) {
		return pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
	}

	void end() throws InterruptedException {
		this.end.countDown();
		for (Thread thread : this.threads) {
			thread.join();
		}
	}

}
