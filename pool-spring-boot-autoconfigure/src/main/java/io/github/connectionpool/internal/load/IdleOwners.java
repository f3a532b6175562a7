package io.github.connectionpool.internal.load;

import java.util.List;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.Evidence;
import io.github.connectionpool.internal.checkout.WorkUnit;
import io.github.connectionpool.internal.worker.ThreadActivities;
import io.github.connectionpool.report.ThreadActivity;

/**
 * Tells a load the places of owners while no statement runs. It takes no stack, and reads
 * those that a check has taken for another reason. For the one watching thread.
 */
public final class IdleOwners {

	/** Each place costs some ten microseconds to recognize. */
	private static final int MAX_PLACES = 5;

	private final PoolLoad load;

	/** Whether a stack is still valid costs a microsecond each. */
	private static final int MAX_OWNERS = 100;

	/** The checkout from which the next check goes on. */
	private int from;

	/**
	 * Create.
	 * @param load is told the places
	 */
	public IdleOwners(PoolLoad load) {
		this.load = load;
	}

	/**
	 * Read the stacks that were taken.
	 * @param open the open checkouts
	 * @param now {@link System#nanoTime()} from before the check took stacks
	 */
	public void observe(List<Checkout> open, long now) {
		int places = 0;
		int first = this.from;
		for (int i = 0; i < Math.min(open.size(), MAX_OWNERS) && places < MAX_PLACES; i++) {
			int index = (first + i) % open.size();
			places += observe(open.get(index), now) ? 1 : 0;
			this.from = index + 1;
		}
	}

	private boolean observe(Checkout checkout, long now) {
		Thread thread = checkout.owner().thread();
		if (thread == null || checkout.isRevoked() || hasLeft(checkout) || !ConnectionUse.of(checkout, now).isIdle()) {
			return false;
		}
		List<StackTraceElement> stack = checkout.owner().lastStack().known(thread, now);
		if (stack.isEmpty()) {
			return false;
		}
		ThreadActivity activity = ThreadActivities.of(thread.getState(), stack, checkout.pool().callSites());
		this.load.idleAt(checkout, activity.words());
		return true;
	}

	/** What a thread does after the work that borrowed says nothing of that work. */
	private static boolean hasLeft(Checkout checkout) {
		WorkUnit work = checkout.work();
		return (work != null && work.hasEnded()) || checkout.evidence().owner() != Evidence.Owner.WORKING;
	}

}
