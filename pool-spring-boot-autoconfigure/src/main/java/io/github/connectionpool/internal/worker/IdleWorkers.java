package io.github.connectionpool.internal.worker;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.thread.RecentThreads;

/**
 * Learns where workers wait between two tasks, by looking at threads that hold no
 * connection: at those that have borrowed lately, and at the siblings of one that may
 * have left its task. Takes few stacks in a look, and few of each thread. For the one
 * watching thread.
 */
public final class IdleWorkers {

	private static final int MAX_STACKS = 2;

	/** A thread that is busy each time is not looked at for ever. */
	private static final int MAX_ATTEMPTS = 100;

	/** A loop may wait at more than one line. */
	private static final int MAX_SIGHTINGS = 8;

	private static final int MAX_SIBLINGS = 10;

	private static final int MAX_GROUP = 5_000;

	private static final Pattern NUMBER = Pattern.compile("\\d+");

	private final CallSites callSites;

	private final IdlePlaces places = new IdlePlaces();

	private final Map<Thread, Attempts> attempts = new WeakHashMap<>();

	/** Those whose siblings have been asked for. */
	private final Map<Thread, Boolean> asked = new WeakHashMap<>();

	private final Map<Thread, Boolean> siblings = new WeakHashMap<>();

	private final Deque<WeakReference<Thread>> waiting = new ArrayDeque<>();

	public IdleWorkers(CallSites callSites) {
		this.callSites = callSites;
	}

	/**
	 * Look at some threads that hold nothing.
	 * @param open asked only when there is a thread to look at
	 */
	public void look(Supplier<List<Checkout>> open) {
		if (this.waiting.isEmpty()) {
			Set<Thread> candidates = new LinkedHashSet<>(this.siblings.keySet());
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
				String place = look(thread);
				if (place != null && !this.places.isKnown(place) && this.siblings.containsKey(thread)) {
					again.add(thread);
				}
			}
		}
		// a suspicion waits for them: before all other threads have had their turn
		again.forEach((thread) -> this.waiting.addFirst(new WeakReference<>(thread)));
	}

	/** Returns where it waits, null if that is no place to learn. */
	private @Nullable String look(Thread thread) {
		Attempts attempts = attempts(thread);
		attempts.count++;
		StackTraceElement[] stack = thread.getStackTrace();
		if (WorkerStacks.isIdle(stack)) {
			// is known to be idle without this
			attempts.sightings = MAX_SIGHTINGS;
			return null;
		}
		String place = IdlePlaces.of(stack, this.callSites);
		if (place != null) {
			attempts.sightings++;
			this.places.seen(place);
		}
		return place;
	}

	private Attempts attempts(Thread thread) {
		return this.attempts.computeIfAbsent(thread, (key) -> new Attempts());
	}

	/** Whether threads that hold nothing have been seen there. */
	public boolean isKnown(@Nullable String place) {
		return this.places.isKnown(place);
	}

	/**
	 * Look at the siblings of a worker next, each of which may wait for its first task
	 * still.
	 */
	public void askSiblings(Thread thread) {
		ThreadGroup group = thread.getThreadGroup();
		if (group == null || this.asked.put(thread, true) != null) {
			return;
		}
		// some more than there are, for those that start meanwhile
		Thread[] threads = new Thread[Math.min(MAX_GROUP, 2 * group.activeCount() + 1)];
		int count = group.enumerate(threads, false);
		String name = kind(thread);
		int siblings = 0;
		for (int i = 0; i < count && siblings < MAX_SIBLINGS; i++) {
			if (threads[i] != thread && kind(threads[i]).equals(name)) {
				siblings++;
				this.siblings.put(threads[i], true);
				this.waiting.addFirst(new WeakReference<>(threads[i]));
			}
		}
	}

	/** Workers of a pool differ in their numbers. */
	private static String kind(Thread thread) {
		return NUMBER.matcher(thread.getName()).replaceAll("#");
	}

	/** How often a thread was looked at, and how often it waited then. */
	private static final class Attempts {

		private int count;

		private int sightings;

		boolean isWanted() {
			return this.count < MAX_ATTEMPTS && this.sightings < MAX_SIGHTINGS;
		}

	}

}
