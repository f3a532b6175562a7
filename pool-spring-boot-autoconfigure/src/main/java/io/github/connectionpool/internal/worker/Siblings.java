package io.github.connectionpool.internal.worker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.regex.Pattern;

/**
 * The threads of the same kind as one that may have left its task: those of its group
 * whose names differ in their numbers only. A kind is listed again after some checks, as
 * workers start later, and those that were listed may have been busy. The threads of one
 * kind are listed in a check. For the one watching thread.
 */
final class Siblings {

	/** How many threads of a kind are listed at a time. */
	private static final int MAX_SIBLINGS = 10;

	private static final int MAX_GROUP = 5_000;

	private static final int MAX_KINDS = 256;

	/** After so many checks a kind is listed again, then after twice as many. */
	private static final int FIRST_PAUSE = 4;

	private static final int LONGEST_PAUSE = 64;

	private static final Pattern NUMBER = Pattern.compile("\\d+");

	private final Map<Thread, Boolean> all = new WeakHashMap<>();

	private final Map<String, Pause> pauses = new LinkedHashMap<>(16, 0.75F, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Pause> eldest) {
			return size() > MAX_KINDS;
		}

	};

	private int checks;

	private boolean hasListed;

	/** One kind more may be listed. */
	void checkBegins() {
		this.checks++;
		this.hasListed = false;
	}

	/** The threads that have been listed and have not ended. */
	Set<Thread> all() {
		return this.all.keySet();
	}

	boolean contains(Thread thread) {
		return this.all.containsKey(thread);
	}

	/**
	 * List the siblings of a thread. Those that have never been listed come first.
	 * @return empty if it is too early for them
	 */
	List<Thread> of(Thread thread) {
		ThreadGroup group = thread.getThreadGroup();
		if (group == null || this.hasListed
				|| !this.pauses.computeIfAbsent(kind(thread), (key) -> new Pause()).ends()) {
			return List.of();
		}
		this.hasListed = true;
		String kind = kind(thread);
		List<Thread> siblings = new ArrayList<>();
		List<Thread> known = new ArrayList<>();
		for (Thread each : threads(group)) {
			if (each != thread && kind(each).equals(kind)) {
				(contains(each) ? known : siblings).add(each);
			}
		}
		siblings.addAll(known);
		List<Thread> some = siblings.subList(0, Math.min(MAX_SIBLINGS, siblings.size()));
		some.forEach((sibling) -> this.all.put(sibling, true));
		return some;
	}

	private static List<Thread> threads(ThreadGroup group) {
		// room for some more than the group has, since threads may start at the same time
		Thread[] threads = new Thread[Math.min(MAX_GROUP, 2 * group.activeCount() + 1)];
		int count = group.enumerate(threads, false);
		return Arrays.asList(threads).subList(0, count);
	}

	/** The name without its numbers, in which the workers of a pool differ. */
	private static String kind(Thread thread) {
		return NUMBER.matcher(thread.getName()).replaceAll("#");
	}

	/** How long a kind is not listed. */
	private final class Pause {

		private int length = FIRST_PAUSE;

		private int end = Siblings.this.checks;

		/** Whether it is over, so that the next one begins. */
		boolean ends() {
			if (Siblings.this.checks < this.end) {
				return false;
			}
			this.end = Siblings.this.checks + this.length;
			this.length = Math.min(LONGEST_PAUSE, 2 * this.length);
			return true;
		}

	}

}
