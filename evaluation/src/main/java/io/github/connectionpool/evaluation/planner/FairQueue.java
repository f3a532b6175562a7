package io.github.connectionpool.evaluation.planner;

import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

import io.github.connectionpool.evaluation.planner.Borrows.Borrow;

/**
 * The waits that the same borrows would have had in a queue that is first come, first
 * served, and hands on without delay. They tell the part of the pool from that of chance.
 */
final class FairQueue {

	private static final int MOST = 10_000_000;

	private static final int TIMES = 50;

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
	 * Draws arrivals that are independent of each other, and hold times from those that
	 * were measured, many times as many, so that luck hardly counts.
	 * @param held measured hold times in nanoseconds
	 * @param perNano how many ask in a nanosecond
	 * @param connections the size of the pool
	 * @return waits in nanoseconds
	 */
	static long[] longRun(long[] held, double perNano, int connections) {
		Random random = new Random(1);
		PriorityQueue<Long> free = new PriorityQueue<>(Collections.nCopies(connections, 0L));
		long[] waits = new long[(int) Math.min(MOST, (long) TIMES * held.length)];
		double asked = 0;
		for (int i = 0; i < waits.length; i++) {
			asked -= Math.log(1 - random.nextDouble()) / perNano;
			long granted = Math.max((long) asked, free.remove());
			waits[i] = granted - (long) asked;
			free.add(granted + held[random.nextInt(held.length)]);
		}
		return waits;
	}

	/**
	 * How many borrowers were overtaken: another asked later and was given a connection
	 * earlier.
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
