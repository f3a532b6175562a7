package io.github.connectionpool.internal.load;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.Evidence;
import io.github.connectionpool.internal.checkout.WorkUnit;

/**
 * The use of a borrowed connection at a moment.
 */
enum ConnectionUse {

	/** A call to the database is in flight. */
	EXECUTING(0),

	/** A transaction is open, and no statement runs. */
	IDLE_IN_TRANSACTION(1),

	/** No transaction is open, and no statement runs. */
	IDLE(2),

	/** Its owner waits for another connection of the same pool. */
	WAITING(3);

	static final int COUNT = values().length;

	private final int column;

	ConnectionUse(int column) {
		this.column = column;
	}

	/** Its place in a row of the table. */
	int column() {
		return this.column;
	}

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
		return checkout.evidence().owner() == Evidence.Owner.WORKING && (work == null || !work.hasEnded())
				&& checkout.owner().waitsFor(checkout.pool(), now) != null;
	}

}
