package io.github.connectionpool.leak;

import java.util.List;

import io.github.connectionpool.checkout.Checkout;
import io.github.connectionpool.checkout.Threads;

/**
 * Makes the report of the thread that borrowed.
 */
final class OwnerReports {

	private OwnerReports() {
	}

	/**
	 * Report on the owner of a checkout.
	 * @param sinceNanos how old the stack may be, by {@link System#nanoTime()}
	 */
	static OwnerReport of(Checkout checkout, long sinceNanos) {
		Thread thread = checkout.owner().thread();
		Thread.State state = (thread != null) ? thread.getState() : Thread.State.TERMINATED;
		List<StackTraceElement> stack = checkout.owner().stack(sinceNanos);
		return new OwnerReport(checkout.ownerName(), checkout.owner().id(), thread != null && Threads.isVirtual(thread),
				state, stack, ThreadActivities.of(state, stack, checkout.pool().callSites()));
	}

}
