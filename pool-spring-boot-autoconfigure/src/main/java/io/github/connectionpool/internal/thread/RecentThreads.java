package io.github.connectionpool.internal.thread;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * Platform threads that have borrowed for the first time lately, whether they hold a
 * connection or not. Bounded: the oldest are forgotten first. Held weakly. Thread-safe.
 */
public final class RecentThreads {

	static final int MAX = 256;

	private static final AtomicReferenceArray<@Nullable WeakReference<Thread>> THREADS = new AtomicReferenceArray<>(
			MAX);

	private static final AtomicInteger NEXT = new AtomicInteger();

	private RecentThreads() {
	}

	/** Add a thread. Virtual threads are not kept, since each ends with its task. */
	public static void add(Thread thread) {
		if (!Threads.isVirtual(thread)) {
			THREADS.set(Math.floorMod(NEXT.getAndIncrement(), MAX), new WeakReference<>(thread));
		}
	}

	/**
	 * The threads.
	 * @return those that are alive, each once
	 */
	public static List<Thread> all() {
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < MAX; i++) {
			WeakReference<Thread> reference = THREADS.get(i);
			Thread thread = (reference != null) ? reference.get() : null;
			if (thread != null && thread.isAlive()) {
				threads.add(thread);
			}
		}
		return threads.stream().distinct().toList();
	}

}
