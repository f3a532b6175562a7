package io.github.connectionpool.checkout;

import org.jspecify.annotations.Nullable;

/**
 * Is told of every borrower that failed at a full pool, on the borrower's own thread: it
 * must be quick and hold up nobody. Must be thread-safe.
 */
@FunctionalInterface
public interface ExhaustionWitness {

	/**
	 * A borrower has failed.
	 * @param pool the pool
	 * @param episode the episode of which this failure is one
	 * @return what the borrower is to be told beside the pool's own exception, null for
	 * nothing
	 */
	@Nullable String failed(Pool pool, Exhaustion episode);

}
