package io.github.connectionpool.evaluation.planner;

import java.util.List;
import java.util.PriorityQueue;

import io.github.connectionpool.evaluation.planner.Borrows.Borrow;

/**
 * What the same borrows would have waited for in a queue that is first come, first
 * served, and hands on without delay: tells what the pool adds from what chance adds.
 */
final class FairQueue {

	private FairQueue() {
	}

	/**
	 * Replay borrows.
	 * @param borrows in the order in which they asked
	 * @param connections the size of the pool
	 * @return their waits in nanoseconds, in that order
	 */
	static long[] waits(List<Borrow> borrows, int connections) {
		PriorityQueue<Long> free = new PriorityQueue<>();
		for (int i = 0; i < connections; i++) {
			free.add(Long.MIN_VALUE);
		}
		long[] waits = new long[borrows.size()];
		for (int i = 0; i < waits.length; i++) {
			Borrow borrow = borrows.get(i);
			long granted = Math.max(borrow.asked(), free.remove());
			waits[i] = granted - borrow.asked();
			free.add(granted + borrow.held());
		}
		return waits;
	}

	/**
	 * How many were overtaken by one who asked later and was given a connection earlier.
	 * @param borrows in the order in which they asked
	 * @param tolerance nanoseconds that are taken for the time a thread needs to wake up
	 * @return their number
	 */
	static long overtaken(List<Borrow> borrows, long tolerance) {
		long earliestOfLater = Long.MAX_VALUE;
		long overtaken = 0;
		for (int i = borrows.size() - 1; i >= 0; i--) {
			long granted = borrows.get(i).granted();
			if (earliestOfLater < granted - tolerance) {
				overtaken++;
			}
			earliestOfLater = Math.min(earliestOfLater, granted);
		}
		return overtaken;
	}

}
