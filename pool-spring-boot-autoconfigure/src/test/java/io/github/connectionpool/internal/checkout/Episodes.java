package io.github.connectionpool.internal.checkout;

import io.github.connectionpool.internal.outage.Exhaustion;

/**
 * Has borrowers fail at any time.
 */
public final class Episodes {

	private Episodes() {
	}

	/**
	 * A borrower has failed, and nobody has been told yet.
	 * @param startedNanos {@link System#nanoTime()} from when it began to wait
	 * @param now {@link System#nanoTime()}
	 */
	public static Exhaustion failed(MonitoredPool pool, long startedNanos, long now) {
		return pool.failures().exhaustions().failed(startedNanos, now);
	}

}
