package io.github.connectionpool.internal.load;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.WorkUnit;

/**
 * The use of a borrowed connection at a moment.
 */
public enum ConnectionUse {

	/** A call to the database is in flight. */
	EXECUTING,

	/** A transaction is open, and no statement runs. */
	IDLE_IN_TRANSACTION,

	/** No transaction is open, and no statement runs. */
	IDLE,

	/** Its owner waits for another connection of the same pool. */
	WAITING;

	static final int COUNT = values().length;

	boolean isIdle() {
		return this == IDLE_IN_TRANSACTION || this == IDLE;
	}

	static ConnectionUse of(Checkout checkout, long now) {
		if (checkout.isInFlight() || checkout.evidence().isInDriver()) {
			return EXECUTING;
		}
		if (isWaiting(checkout, now)) {
			return WAITING;
		}
		return checkout.isInTransaction() ? IDLE_IN_TRANSACTION : IDLE;
	}

	/** A thread that has lost its connection in other work just waits for another. */
	private static boolean isWaiting(Checkout checkout, long now) {
		WorkUnit work = checkout.work();
		return checkout.owner().waitsFor(checkout.pool(), now) != null && (work == null || !work.hasEnded());
	}

}
