package io.github.connectionpool.internal.jdbc;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a handle reachable for as long as a value that reads through it is, without a
 * wrapper around the value: drivers look into the values they are given back, and refuse
 * those that are not their own. Holds no value itself, hence is as large as what the
 * application holds. Thread-safe.
 */
final class HandleRetention {

	/**
	 * Equal only to itself, whatever equals of the value would read from the database.
	 */
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
	 * The same for a value whose methods may read through the connection, which is not
	 * seen: while it is there the checkout may be in use.
	 */
	static void tieReader(Object value, MonitoredConnection handle) {
		release();
		handle.checkout.valueHandedOut();
		TIES.add(new Tie(value, handle, true));
	}

	/**
	 * Let go of the handles whose values are gone. Asked at every borrow and every check:
	 * an application may borrow no more. Costs a read when none is gone.
	 */
	static void release() {
		Reference<?> gone;
		while ((gone = QUEUE.poll()) != null) {
			if (gone instanceof Tie tie) {
				tie.gone();
			}
		}
	}

	/** How many values are tied to a handle. */
	static long count(MonitoredConnection handle) {
		return TIES.stream().filter((tie) -> tie.handle() == handle).count();
	}

}
