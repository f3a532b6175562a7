package io.github.connectionpool.evaluation.approach;

import java.time.Duration;

/**
 * The rate that is sustainable: 99 of 100 requests wait for no longer than a given time,
 * neither for a connection of their instance's pool nor for one of PgBouncer's. Both are
 * M/M/c queues (Erlang C; L. Kleinrock, Queueing Systems, volume 1, 1975, section 3.5).
 * Processors are no part of it.
 */
final class PlannedRate {

	/** How long 99 of 100 may wait in each of the two queues. */
	static final Duration LONGEST_WAIT = Duration.ofMillis(50);

	private static final double SHARE_THAT_WAITS_LONGER = 0.01;

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

	/** By bisection: the share that waits longer grows with the rate. */
	static double sustainable(int connections, double serviceSeconds) {
		double low = 0;
		double high = connections / serviceSeconds;
		for (int i = 0; i < STEPS; i++) {
			double middle = (low + high) / 2;
			if (shareThatWaitsLonger(connections, serviceSeconds, middle) <= SHARE_THAT_WAITS_LONGER) {
				low = middle;
			}
			else {
				high = middle;
			}
		}
		return low;
	}

	private static double shareThatWaitsLonger(int connections, double serviceSeconds, double rate) {
		double spare = connections / serviceSeconds - rate;
		return erlangC(connections, rate * serviceSeconds) * Math.exp(-spare * LONGEST_WAIT.toNanos() / 1e9);
	}

	/** The share that waits at all, by the recursion of Erlang's loss formula. */
	static double erlangC(int connections, double load) {
		double blocked = 1;
		for (int k = 1; k <= connections; k++) {
			blocked = load * blocked / (k + load * blocked);
		}
		return blocked / (1 - load / connections * (1 - blocked));
	}

}
