package io.github.connectionpool.internal.deadlock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.PoolWait;
import io.github.connectionpool.internal.checkout.WorkUnit;
import io.github.connectionpool.internal.verdict.LeakTimes;
import io.github.connectionpool.internal.worker.NestedBorrow;

/**
 * How many connections of a pool one unit of work needs at once. A connection that its
 * thread has lost or handed on in earlier work does not count. Immutable.
 *
 * @param units how many units of work hold more than one connection, or hold one while
 * they wait for another
 * @param depth the most connections that one of them needs; 0 if none needs two
 */
public record NestedDemand(int units, int depth) {

	/** How many stacks of waiting threads are compared at a check. */
	private static final int MAX_STACKS = 25;

	/**
	 * Count.
	 * @param open the open checkouts
	 * @param now {@link System#nanoTime()}
	 */
	public static NestedDemand of(List<Checkout> open, long now) {
		Map<Object, Integer> needs = new HashMap<>();
		Map<WorkUnit, List<Checkout>> works = new HashMap<>();
		int stacks = 0;
		for (Checkout checkout : open) {
			WorkUnit work = checkout.work();
			if (work != null && !work.hasEnded()) {
				works.computeIfAbsent(work, (key) -> new ArrayList<>()).add(checkout);
			}
			else if (waits(checkout, now) && stacks++ < MAX_STACKS && !isHandedOn(checkout, now)
					&& NestedBorrow.isProven(checkout, checkout.owner().stack(now))) {
				needs.merge(checkout.owner(), needs.containsKey(checkout.owner()) ? 1 : 2, Integer::sum);
			}
		}
		works.forEach((work, held) -> needs.put(work, need(held, now)));
		int units = 0;
		int depth = 0;
		for (int need : needs.values()) {
			if (need > 1) {
				units++;
				depth = Math.max(depth, need);
			}
		}
		return new NestedDemand(units, depth);
	}

	/** What another thread gives back is not needed by the work that borrowed it. */
	private static int need(List<Checkout> held, long now) {
		boolean waits = waits(held.get(0), now) && NestedBorrow.isInItsWork(held.get(0));
		if (held.size() == 1 && !waits) {
			return 1;
		}
		long own = held.stream().filter((checkout) -> !isHandedOn(checkout, now)).count();
		return (int) own + (waits ? 1 : 0);
	}

	private static boolean isHandedOn(Checkout checkout, long now) {
		return checkout.pool().handedOn().isKnownFor(checkout, now);
	}

	private static boolean waits(Checkout checkout, long now) {
		PoolWait wait = checkout.owner().poolWait();
		return wait != null && wait.pool() == checkout.pool()
				&& now - wait.sinceNanos() >= LeakTimes.REAL_WAIT.toNanos();
	}

}
