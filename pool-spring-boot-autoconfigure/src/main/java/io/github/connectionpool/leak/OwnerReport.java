package io.github.connectionpool.leak;

import java.util.List;

import io.github.connectionpool.checkout.Checkout;
import io.github.connectionpool.checkout.Threads;

/**
 * The thread that borrowed a connection, as it was at one moment. Immutable.
 *
 * @param name its name at the borrow
 * @param id its identifier
 * @param virtual whether it is a virtual thread; false if it has ended and been collected
 * @param state its state
 * @param currentStack what it does now, topmost frame first; empty if it has ended
 * @param whereabouts where that is
 */
public record OwnerReport(String name, long id, boolean virtual, Thread.State state,
		List<StackTraceElement> currentStack, Whereabouts whereabouts) {

	/**
	 * Report on the owner of a checkout.
	 * @param sinceNanos how old the stack may be, by {@link System#nanoTime()}
	 */
	static OwnerReport of(Checkout checkout, long sinceNanos) {
		Thread thread = checkout.owner().thread();
		Thread.State state = (thread != null) ? thread.getState() : Thread.State.TERMINATED;
		List<StackTraceElement> stack = checkout.owner().stack(sinceNanos);
		return new OwnerReport(checkout.ownerName(), checkout.owner().id(), thread != null && Threads.isVirtual(thread),
				state, stack, Whereabouts.of(state, stack, checkout.pool().callSites()));
	}

}
