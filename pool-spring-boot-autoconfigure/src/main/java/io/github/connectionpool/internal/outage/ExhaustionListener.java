package io.github.connectionpool.internal.outage;

import org.jspecify.annotations.Nullable;

/**
 * Is called for every borrower that failed at a full pool, on the thread of the borrower.
 * It must be quick, must not block, and must be thread-safe.
 */
@FunctionalInterface
public interface ExhaustionListener {

	/**
	 * A borrower has failed.
	 * @param episode the episode of exhaustion that this failure belongs to
	 * @return a text for the borrower, added to the pool's own exception; null for none
	 */
	@Nullable String failed(Exhaustion episode);

}
