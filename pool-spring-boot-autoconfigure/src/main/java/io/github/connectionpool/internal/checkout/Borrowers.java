package io.github.connectionpool.internal.checkout;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.thread.Threads;

/**
 * Finds a borrower by the identifier of its thread, which is how the JVM names the owner
 * of a lock. Has platform threads only, since the JVM does not report virtual threads as
 * owners. Keeps no borrower alive. Thread-safe.
 */
final class Borrowers {

	private static final Map<Long, Entry> ENTRIES = new ConcurrentHashMap<>();

	private static final ReferenceQueue<Borrower> COLLECTED = new ReferenceQueue<>();

	private Borrowers() {
	}

	/**
	 * Create a weak reference to a borrower. If its thread is a platform thread, the
	 * borrower can be found from now on.
	 */
	static WeakReference<Borrower> reference(Borrower borrower, Thread thread) {
		if (Threads.isVirtual(thread)) {
			return new WeakReference<>(borrower);
		}
		forgetCollected();
		Entry entry = new Entry(borrower, Threads.idOf(thread));
		ENTRIES.put(entry.id, entry);
		return entry;
	}

	static @Nullable Borrower find(long id) {
		Entry entry = ENTRIES.get(id);
		return (entry != null) ? entry.get() : null;
	}

	/** How many platform threads wait for a connection of a pool. */
	static int waiting(MonitoredPool pool) {
		int waiting = 0;
		for (Entry entry : ENTRIES.values()) {
			Borrower borrower = entry.get();
			if (borrower != null && borrower.isWaitingFor(pool)) {
				waiting++;
			}
		}
		return waiting;
	}

	static int size() {
		forgetCollected();
		return ENTRIES.size();
	}

	private static void forgetCollected() {
		for (Reference<?> found = COLLECTED.poll(); found != null; found = COLLECTED.poll()) {
			Entry entry = (Entry) found;
			// the thread may have a new borrower by now
			ENTRIES.remove(entry.id, entry);
		}
	}

	private static final class Entry extends WeakReference<Borrower> {

		private final long id;

		private Entry(Borrower borrower, long id) {
			super(borrower, COLLECTED);
			this.id = id;
		}

	}

}
