package io.github.connectionpool.evaluation.approach;

import java.time.Duration;

import io.github.connectionpool.internal.sizing.PoolQueue;

/**
 * The rate that is sustainable as the starter's planner has it. 99 of 100 requests wait
 * for no longer than a given time, for a connection of their instance's pool and for one
 * of PgBouncer's. Processors are no part of it.
 */
final class PlannedRate {

	/** How long 99 of 100 may wait in each of the two queues. */
	static final Duration LONGEST_WAIT = Duration.ofMillis(50);

	/** The squared coefficient of variation that is assumed. */
	private static final double EXPONENTIAL = 1;

	private static final int STEPS = 50;

	private PlannedRate() {
	}

	/**
	 * The rate for PgBouncer in transaction mode.
	 * @param transactionSeconds how long a transaction needs a server connection
	 * @param heldSeconds how long a request holds a client connection
	 * @return requests in a second, of all instances
	 */
	static double of(double transactionSeconds, double heldSeconds) {
		Approach approach = Approach.PGBOUNCER_TRANSACTION;
		int smallestPool = Fleet.share(approach.clientConnections(), Fleet.INSTANCES - 1);
		return Math.min(sustainable(Approach.SERVER_CONNECTIONS, transactionSeconds),
				Fleet.INSTANCES * sustainable(smallestPool, heldSeconds));
	}

	/** By bisection: what 99 of 100 wait grows with the rate. */
	static double sustainable(int connections, double serviceSeconds) {
		Duration service = Duration.ofNanos(Math.round(serviceSeconds * 1e9));
		double low = 0;
		double high = connections / serviceSeconds;
		for (int i = 0; i < STEPS; i++) {
			double middle = (low + high) / 2;
			if (PoolQueue.of(connections, middle, service, EXPONENTIAL).keeps(LONGEST_WAIT)) {
				low = middle;
			}
			else {
				high = middle;
			}
		}
		return low;
	}

}
