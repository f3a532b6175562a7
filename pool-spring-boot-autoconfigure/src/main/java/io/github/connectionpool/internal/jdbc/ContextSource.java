package io.github.connectionpool.internal.jdbc;

import io.github.connectionpool.report.CheckoutContext;

/**
 * Tells the context of the calling thread. Called on every borrow: an implementation
 * reads thread-bound state and nothing else. Must be thread-safe.
 */
@FunctionalInterface
public interface ContextSource {

	/**
	 * The context of the calling thread.
	 * @return the context, {@link CheckoutContext#NONE} if nothing is known
	 */
	CheckoutContext current();

}
