package io.github.connectionpool.leak;

import java.util.List;

import io.github.connectionpool.checkout.Checkout;
import io.github.connectionpool.checkout.Evidence;
import io.github.connectionpool.checkout.OwnerStacks;

/**
 * Looks after the threads that hold connections: whether they have ended, and where
 * nothing tells the end of their work, whether they have left it. To take a thread's
 * stack stops it, or before JDK 21 the application, for some microseconds, so that only
 * so many are looked at in a look, and those that have not run since are not stopped. For
 * the one watching thread.
 */
final class Owners {

	private static final int MAX_STACKS = 25;

	private int stacks;

	/** Where the last look ran out of stacks, for the next to go on from. */
	private long reached;

	private long from;

	/**
	 * Before the open ones are looked at: take the stacks of their owners.
	 * @param open oldest first
	 */
	void begin(List<Checkout> open, Judge judge, long now) {
		this.stacks = 0;
		this.from = this.reached;
		this.reached = 0;
		OwnerStacks.take(open.stream()
			.filter((checkout) -> isStackWanted(checkout, judge, now))
			.map(Checkout::owner)
			.distinct()
			.limit(MAX_STACKS), now);
	}

	void look(Checkout checkout, Judge judge, long now) {
		if (checkout.evidence().owner() != Evidence.Owner.ENDED && checkout.owner().hasEnded()) {
			checkout.ownerSeen(Evidence.Owner.ENDED, now);
		}
		else if (isStackWanted(checkout, judge, now)) {
			lookAtStack(checkout, now);
		}
	}

	private boolean isStackWanted(Checkout checkout, Judge judge, long now) {
		if (checkout.evidence().owner().compareTo(Evidence.Owner.IDLE) >= 0 || checkout.isInFlight()) {
			return false;
		}
		if (judge.isYoungForStacks(checkout, now) && checkout.owner().waitsFor(checkout.pool(), now) == null) {
			return false;
		}
		return checkout.work() == null && checkout.purpose() == null && checkout.sequence() >= this.from;
	}

	private void lookAtStack(Checkout checkout, long now) {
		if (this.stacks == MAX_STACKS) {
			this.reached = (this.reached == 0) ? checkout.sequence() : this.reached;
			return;
		}
		this.stacks++;
		List<StackTraceElement> stack = checkout.owner().stack(now);
		if (checkout.isNews(stack)) {
			checkout.ownerSeen(WorkerStacks.compare(checkout.stack(), stack.toArray(new StackTraceElement[0])), now);
		}
	}

}
