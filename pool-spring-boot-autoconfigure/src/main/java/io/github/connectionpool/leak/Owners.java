package io.github.connectionpool.leak;

import io.github.connectionpool.checkout.Checkout;
import io.github.connectionpool.checkout.Evidence;

/**
 * Looks after the threads that hold connections: whether they have ended, and where
 * nothing tells the end of their work, whether they have left it. To take a thread's
 * stack stops that thread for some microseconds, so that only so many are taken in a
 * look. For the one watching thread.
 */
final class Owners {

	private static final int MAX_STACKS = 50;

	private int stacks;

	/** Where the last look ran out of stacks, for the next to go on from. */
	private long reached;

	private long from;

	void begin() {
		this.stacks = 0;
		this.from = this.reached;
		this.reached = 0;
	}

	void look(Checkout checkout, Judge judge, long now) {
		Evidence.Owner known = checkout.evidence().owner();
		if (known == Evidence.Owner.ENDED) {
			return;
		}
		if (checkout.owner().hasEnded()) {
			checkout.ownerSeen(Evidence.Owner.ENDED, now);
			return;
		}
		boolean waits = checkout.owner().waitsFor(checkout.pool(), now) != null;
		if (known == Evidence.Owner.IDLE || checkout.isInFlight()
				|| (judge.isYoungForStacks(checkout, now) && !waits)) {
			return;
		}
		if (checkout.work() == null && checkout.purpose() == null && checkout.sequence() >= this.from) {
			lookAtStack(checkout, now);
		}
	}

	private void lookAtStack(Checkout checkout, long now) {
		if (this.stacks == MAX_STACKS) {
			this.reached = (this.reached == 0) ? checkout.sequence() : this.reached;
			return;
		}
		Thread thread = checkout.owner().thread();
		if (thread != null) {
			this.stacks++;
			checkout.ownerSeen(WorkerStacks.compare(checkout.stack(), thread.getStackTrace()), now);
		}
	}

}
