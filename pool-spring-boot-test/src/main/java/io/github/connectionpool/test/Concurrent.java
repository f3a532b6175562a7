package io.github.connectionpool.test;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CheckoutStack;
import io.github.connectionpool.internal.checkout.Checkout;

/**
 * Counts the connections that a test has at once. The number can only rise when one is
 * borrowed. Thread-safe.
 */
final class Concurrent {

	private final TestRun run;

	private final int limit;

	private int most;

	private @Nullable Excess excess;

	Concurrent(TestRun run, int limit) {
		this.run = run;
		this.limit = limit;
	}

	/** The calling thread is about to get a connection for the test. */
	synchronized void borrows() {
		List<Checkout> others = this.run.openForSure();
		int now = others.size() + 1;
		if (now > this.most) {
			this.most = now;
			if (now > this.limit) {
				this.excess = new Excess(others, Thread.currentThread().getName(), new CheckoutStack());
			}
		}
	}

	synchronized boolean isTooMany() {
		return this.excess != null;
	}

	/** The most at once. */
	synchronized int most() {
		return this.most;
	}

	int limit() {
		return this.limit;
	}

	/** The moment at which the most were out, null if the limit was kept. */
	synchronized @Nullable Excess excess() {
		return this.excess;
	}

	/**
	 * The borrow that was one too many.
	 *
	 * @param others the connections that the test had then
	 * @param thread name of the borrower
	 * @param stack the stack of the borrow
	 */
	record Excess(List<Checkout> others, String thread, CheckoutStack stack) {

	}

}
