package io.github.connectionpool.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.connectionpool.internal.checkout.Checkout;

/**
 * Waits at the end of a test until each connection is returned, or until it is certain
 * that it will not be. A connection of the test's own thread counts after the wait, since
 * the thread could return it no more. Another thread may still work with a connection, so
 * that its connection counts only once its work has ended. For the test's thread.
 */
final class EndOfTest {

	/** A connection that is used again and again is not waited for any longer. */
	private static final long LATEST_NANOS = TimeUnit.SECONDS.toNanos(10);

	/** A connection that was used within this time is in use. */
	private static final long IN_USE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

	private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private final TestRun run;

	private final IdentityHashMap<Checkout, LastUse> uses = new IdentityHashMap<>();

	private final long begin = System.nanoTime();

	EndOfTest(TestRun run) {
		this.run = run;
	}

	/**
	 * Wait.
	 * @return the connections that stay open, oldest first
	 */
	List<Checkout> await() {
		List<Checkout> open = candidates();
		if (open.isEmpty()) {
			return open;
		}
		Duration wait = Wait.configured();
		OtherThreads others = new OtherThreads(wait);
		while (true) {
			long now = System.nanoTime();
			List<Checkout> lost = new ArrayList<>();
			boolean undecided = false;
			others.inspect(open.stream().filter((checkout) -> !this.run.isByTest(checkout)).toList(), now);
			for (Checkout checkout : open) {
				boolean waiting = now - this.begin < wait.toNanos();
				Decision decision = this.run.isByTest(checkout) ? ofTest(checkout, waiting, now)
						: others.decide(checkout, waiting, now);
				if (decision == Decision.LOST) {
					lost.add(checkout);
				}
				undecided = undecided || decision == Decision.OPEN;
			}
			if (!undecided || now - this.begin > LATEST_NANOS) {
				return lost;
			}
			LockSupport.parkNanos(STEP_NANOS);
			open = candidates();
		}
	}

	private List<Checkout> candidates() {
		return this.run.open().stream().filter((checkout) -> !Openness.isMeantToStay(checkout)).toList();
	}

	private Decision ofTest(Checkout checkout, boolean waiting, long now) {
		LastUse last = this.uses.computeIfAbsent(checkout, (any) -> new LastUse());
		if (checkout.uses() != last.uses) {
			last.nanos = (last.uses < 0) ? this.begin - IN_USE_NANOS : now;
			last.uses = checkout.uses();
		}
		if (waiting || checkout.isInFlight() || now - last.nanos < IN_USE_NANOS) {
			return Decision.OPEN;
		}
		return Decision.LOST;
	}

	/** Whether a connection stays open. */
	enum Decision {

		/** It is not known yet. */
		OPEN,

		/** It will not be returned. */
		LOST,

		/** Its work goes on. */
		GOES_ON

	}

	private static final class LastUse {

		private long uses = -1;

		private long nanos;

	}

}
