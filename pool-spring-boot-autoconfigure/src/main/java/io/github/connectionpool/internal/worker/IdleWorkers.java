package io.github.connectionpool.internal.worker;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.thread.RecentThreads;

/**
 * Learns where workers wait between two tasks, from threads that hold no connection.
 * These are threads that have borrowed lately, and the siblings of a worker that may have
 * left its task. Few stacks are taken in a check, and few of each thread. For the one
 * watching thread.
 */
public final class IdleWorkers {

	private static final int MAX_STACKS = 2;

	/** How often a stack of the same thread is taken, as it may be busy each time. */
	private static final int MAX_ATTEMPTS = 100;

	/**
	 * How often a thread is seen waiting; more than once, since a loop may wait at more
	 * than one line.
	 */
	private static final int MAX_SIGHTINGS = 8;

	private final CallSites callSites;

	private final IdlePlaces places = new IdlePlaces();

	private final Map<Thread, Attempts> attempts = new WeakHashMap<>();

	private final Siblings siblings = new Siblings();

	private final Deque<WeakReference<Thread>> waiting = new ArrayDeque<>();

	public IdleWorkers(CallSites callSites) {
		this.callSites = callSites;
	}

	/**
	 * Take the stacks of some threads without a connection.
	 * @param open the open checkouts in any order, read only if there is such a thread
	 */
	public void learn(Supplier<List<Checkout>> open) {
		this.siblings.checkBegins();
		if (this.waiting.isEmpty()) {
			Set<Thread> candidates = new LinkedHashSet<>(this.siblings.all());
			candidates.addAll(RecentThreads.all());
			candidates.removeIf((thread) -> !attempts(thread).isWanted());
			candidates.forEach((thread) -> this.waiting.add(new WeakReference<>(thread)));
		}
		if (this.waiting.isEmpty()) {
			return;
		}
		Set<Thread> owners = new HashSet<>();
		for (Checkout checkout : open.get()) {
			Thread owner = checkout.owner().thread();
			if (owner != null) {
				owners.add(owner);
			}
		}
		Deque<Thread> again = new ArrayDeque<>();
		for (int stacks = 0; stacks < MAX_STACKS && !this.waiting.isEmpty();) {
			Thread thread = this.waiting.remove().get();
			if (thread != null && thread.isAlive() && !owners.contains(thread) && attempts(thread).isWanted()) {
				stacks++;
				String place = learn(thread);
				if (place != null && !this.places.isKnown(place) && this.siblings.contains(thread)) {
					again.add(thread);
				}
			}
		}
		// a suspicion depends on these siblings, so they come before all other threads
		again.forEach((thread) -> this.waiting.addFirst(new WeakReference<>(thread)));
	}

	/**
	 * Take the stack of a thread. Returns the place where it waits, null if none can be
	 * learned.
	 */
	private @Nullable String learn(Thread thread) {
		Attempts attempts = attempts(thread);
		attempts.count++;
		StackTraceElement[] stack = thread.getStackTrace();
		if (WorkerStacks.isIdle(stack)) {
			// its stack shows that it is idle, without a known place
			attempts.sightings = MAX_SIGHTINGS;
			return null;
		}
		String place = IdlePlaces.of(stack, this.callSites);
		if (place != null) {
			attempts.sightings++;
			attempts.waitsAt(place);
			this.places.seen(place);
		}
		return place;
	}

	private Attempts attempts(Thread thread) {
		return this.attempts.computeIfAbsent(thread, (key) -> new Attempts());
	}

	/** Whether threads without a connection are known to wait at a place. */
	public boolean isKnown(@Nullable String place) {
		return this.places.isKnown(place);
	}

	/**
	 * Whether a thread is known to wait at a place between two tasks, and was itself seen
	 * to wait there without a connection before some time. That suggests that it has left
	 * a task which it has begun since then.
	 * @param place the place at which it waits, null if it does not
	 * @param beforeNanos {@link System#nanoTime()}
	 */
	public boolean hasWaited(Thread thread, @Nullable String place, long beforeNanos) {
		if (place == null || !isKnown(place)) {
			return false;
		}
		Attempts attempts = this.attempts.get(thread);
		return attempts != null && attempts.hasWaitedAt(place, beforeNanos);
	}

	/**
	 * Add the siblings of a worker to the next checks. Some of them may still wait for
	 * their first task.
	 */
	public void askSiblings(Thread thread) {
		// addFirst turns the order round
		this.siblings.of(thread)
			.stream()
			.filter((sibling) -> attempts(sibling).isWanted())
			.sorted(Comparator.comparingInt((Thread sibling) -> attempts(sibling).count).reversed())
			.forEach((sibling) -> this.waiting.addFirst(new WeakReference<>(sibling)));
	}

	/**
	 * How often the stack of a thread was taken, and how often the thread was waiting.
	 */
	private static final class Attempts {

		private int count;

		private int sightings;

		/** Hash of the place where it was seen waiting last. */
		private int place;

		/** How often it was seen there, without another place in between. */
		private int waits;

		/** When it was seen there often enough. */
		private long sinceNanos;

		void waitsAt(String place) {
			int hash = place.hashCode();
			this.waits = (hash == this.place) ? this.waits + 1 : 1;
			this.place = hash;
			if (this.waits == IdlePlaces.ENOUGH) {
				this.sinceNanos = System.nanoTime();
			}
		}

		boolean hasWaitedAt(String place, long beforeNanos) {
			return this.waits >= IdlePlaces.ENOUGH && this.place == place.hashCode()
					&& beforeNanos - this.sinceNanos > 0;
		}

		boolean isWanted() {
			return this.count < MAX_ATTEMPTS && this.sightings < MAX_SIGHTINGS;
		}

	}

}
