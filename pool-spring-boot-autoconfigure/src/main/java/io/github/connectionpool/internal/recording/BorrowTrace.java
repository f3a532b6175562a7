package io.github.connectionpool.internal.recording;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.MonitoredPool;

/**
 * The trace of the calling thread. Called on every borrow: an implementation must be
 * thread-safe and must not throw.
 */
public interface BorrowTrace {

	/** There are no traces. */
	BorrowTrace NONE = new BorrowTrace() {

		@Override
		public @Nullable Object current() {
			return null;
		}

		@Override
		public long waitThresholdNanos() {
			return Long.MAX_VALUE;
		}

		@Override
		public void waited(MonitoredPool pool, long nanos, boolean failed) {
		}

	};

	/**
	 * The trace of the calling thread. Kept until the connection is returned.
	 * @return as the tracing library has it, null if nothing is traced
	 */
	@Nullable Object current();

	/**
	 * The wait from which a trace is told.
	 * @return in nanoseconds
	 */
	long waitThresholdNanos();

	/**
	 * Tell the trace of the calling thread that it has waited for long.
	 * @param pool the pool
	 * @param nanos how long
	 * @param failed whether it got no connection
	 */
	void waited(MonitoredPool pool, long nanos, boolean failed);

}
