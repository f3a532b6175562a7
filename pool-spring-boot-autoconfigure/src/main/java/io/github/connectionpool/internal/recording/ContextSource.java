package io.github.connectionpool.internal.recording;

import io.github.connectionpool.internal.recording.ContextSource;
import io.github.connectionpool.report.CheckoutContext;

/**
 * Supplies the context of the calling thread. Called on every borrow: an implementation
 * must only read state that is bound to the thread. Must be thread-safe.
 */
@FunctionalInterface
public interface ContextSource {

	/**
	 * The context of the calling thread.
	 * @return the context, {@link CheckoutContext#NONE} if nothing is known
	 */
	CheckoutContext current();

	/**
	 * The trace of the calling thread.
	 * @return {@link BorrowTrace#NONE} unless the application has a tracer
	 */
	default BorrowTrace trace() {
		return BorrowTrace.NONE;
	}

}
