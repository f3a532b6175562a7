package io.github.connectionpool.internal.worker;

import java.util.List;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.thread.Threads;
import io.github.connectionpool.report.OwnerReport;

/**
 * Makes the report of the thread that borrowed.
 */
public final class OwnerReports {

	private OwnerReports() {
	}

	/**
	 * Report on the owner of a checkout.
	 * @param sinceNanos the oldest time at which the stack may have been taken, by
	 * {@link System#nanoTime()}
	 */
	public static OwnerReport of(Checkout checkout, long sinceNanos) {
		Thread thread = checkout.owner().thread();
		Thread.State state = (thread != null) ? thread.getState() : Thread.State.TERMINATED;
		List<StackTraceElement> stack = checkout.owner().stack(sinceNanos);
		return new OwnerReport(checkout.ownerName(), checkout.owner().id(), thread != null && Threads.isVirtual(thread),
				state, stack, ThreadActivities.of(state, stack, checkout.pool().callSites()));
	}

}
