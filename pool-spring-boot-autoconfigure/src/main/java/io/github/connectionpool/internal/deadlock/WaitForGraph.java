package io.github.connectionpool.internal.deadlock;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The threads and pools that wait for each other, to find those that can never go on. A
 * thread waits for one pool or for one other thread. A pool lends a connection as soon as
 * any of its connections comes back. Threads and pools are compared by {@code equals}.
 * For one thread.
 */
final class WaitForGraph {

	/**
	 * A borrowed connection.
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

		/** At any time, since another thread may return it. */
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
	 * The threads and pools that wait for each other and for nothing else. Those that
	 * wait for leaked connections only are not in a deadlock.
	 */
	Set<Object> deadlocked() {
		Set<Object> stuck = stuck();
		stuck.removeAll(waitingForLeaks());
		return stuck;
	}

	/** The greatest set in which each member waits only for members or for leaks. */
	Set<Object> stuck() {
		Set<Object> stuck = new HashSet<>(this.waits.keySet());
		stuck.addAll(this.pools.keySet());
		boolean changed = true;
		while (changed) {
			changed = stuck.removeIf((node) -> !isStuck(node, stuck));
		}
		return stuck;
	}

	/** The least set: the waits that a leak alone explains. */
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
