package io.github.connectionpool.internal.jdbc;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a handle reachable for as long as a value that reads through it, without a
 * wrapper around the value. Drivers inspect the values that they are given back, and
 * refuse values that are not their own. No value is held itself, so that this grows only
 * with the values that the application holds. Thread-safe.
 */
final class HandleRetention {

	/** Equal only to itself. The value's own equals might read from the database. */
	private static final class Tie extends WeakReference<Object> {

		private final MonitoredConnection handle;

		private final boolean reads;

		Tie(Object value, MonitoredConnection handle, boolean reads) {
			super(value, QUEUE);
			this.handle = handle;
			this.reads = reads;
		}

		MonitoredConnection handle() {
			return this.handle;
		}

		void gone() {
			if (TIES.remove(this) && this.reads) {
				this.handle.checkout.valueGone();
			}
		}

	}

	private static final ReferenceQueue<Object> QUEUE = new ReferenceQueue<>();

	private static final Set<Tie> TIES = ConcurrentHashMap.newKeySet();

	private HandleRetention() {
	}

	static void tie(Object value, MonitoredConnection handle) {
		release();
		TIES.add(new Tie(value, handle, false));
	}

	/**
	 * Keep the handle of a value whose methods may read through the connection. Such
	 * reads are not seen, so the checkout counts as possibly in use while the value
	 * exists.
	 */
	static void tieReader(Object value, MonitoredConnection handle) {
		release();
		handle.checkout.valueHandedOut();
		TIES.add(new Tie(value, handle, true));
	}

	/**
	 * Release the handles whose values have been collected. Called at every borrow, and
	 * at every check in case the application does not borrow any more. Costs one read if
	 * there are none.
	 */
	static void release() {
		Reference<?> gone;
		while ((gone = QUEUE.poll()) != null) {
			if (gone instanceof Tie tie) {
				tie.gone();
			}
		}
	}

	/** The number of values that keep a handle. */
	static long count(MonitoredConnection handle) {
		return TIES.stream().filter((tie) -> tie.handle() == handle).count();
	}

}
