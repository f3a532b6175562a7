package io.github.connectionpool.internal.deadlock;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which threads wait for which pools and threads, and which of them can therefore never
 * go on. A thread waits for one thing. A pool gives a connection as soon as any of those
 * that are out comes back. Threads and pools are told apart by {@code equals}. For one
 * thread.
 */
final class WaitForGraph {

	/**
	 * A connection that is out.
	 *
	 * @param holder the thread that has it
	 * @param kind how it may come back
	 */
	record Hold(Object holder, Kind kind) {

	}

	/** How a connection may come back. */
	enum Kind {

		/** Only when its holder goes on. */
		WITH_ITS_HOLDER,

		/** At any time, as another thread may give it back. */
		AT_ANY_TIME,

		/** Never, it is leaked. */
		NEVER

	}

	private final Map<Object, Object> waits = new HashMap<>();

	private final Map<Object, List<Hold>> pools = new HashMap<>();

	/**
	 * A thread waits.
	 * @param target the pool that was asked, or the thread that holds the lock
	 */
	void waits(Object thread, Object target) {
		this.waits.put(thread, target);
	}

	/** A pool has no connection left. */
	void full(Object pool, List<Hold> holds) {
		this.pools.put(pool, List.copyOf(holds));
	}

	/**
	 * The threads and pools that wait for each other and for nothing else. What waits for
	 * leaked connections only is no deadlock.
	 */
	Set<Object> deadlocked() {
		Set<Object> stuck = stuck();
		stuck.removeAll(waitingForLeaks());
		return stuck;
	}

	/** The greatest set of which each member waits for members, or for leaks, only. */
	Set<Object> stuck() {
		Set<Object> stuck = new HashSet<>(this.waits.keySet());
		stuck.addAll(this.pools.keySet());
		boolean changed = true;
		while (changed) {
			changed = stuck.removeIf((node) -> !isStuck(node, stuck));
		}
		return stuck;
	}

	/** The least set: what a leak alone explains. */
	private Set<Object> waitingForLeaks() {
		Set<Object> found = new HashSet<>();
		boolean changed = true;
		while (changed) {
			changed = false;
			for (Object pool : this.pools.keySet()) {
				changed |= !found.contains(pool) && isStuck(pool, found) && found.add(pool);
			}
			for (Object thread : this.waits.keySet()) {
				changed |= !found.contains(thread) && isStuck(thread, found) && found.add(thread);
			}
		}
		return found;
	}

	private boolean isStuck(Object node, Set<Object> stuck) {
		List<Hold> holds = this.pools.get(node);
		if (holds == null) {
			return stuck.contains(this.waits.get(node));
		}
		for (Hold hold : holds) {
			boolean comesBack = switch (hold.kind()) {
				case WITH_ITS_HOLDER -> !stuck.contains(hold.holder());
				case AT_ANY_TIME -> true;
				case NEVER -> false;
			};
			if (comesBack) {
				return false;
			}
		}
		return true;
	}

}
