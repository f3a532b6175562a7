package io.github.connectionpool.internal.checkout;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.outage.Exhaustion;

/**
 * Is told of every borrower that failed at a full pool, on the borrower's own thread: it
 * must be quick and hold up nobody. Must be thread-safe.
 */
@FunctionalInterface
public interface ExhaustionListener {

	/**
	 * A borrower has failed.
	 * @param pool the pool
	 * @param episode the episode of which this failure is one
	 * @return what the borrower is to be told beside the pool's own exception, null for
	 * nothing
	 */
	@Nullable String failed(MonitoredPool pool, Exhaustion episode);

}
