package io.github.connectionpool.checkout;

import java.time.Duration;

/**
 * Counts episodes in which borrowers failed at a full pool. Failures that follow each
 * other within {@link #QUIET} are one episode. Thread-safe.
 */
public final class Exhaustions {

	/** An episode is over when nobody has failed for this long. */
	public static final Duration QUIET = Duration.ofSeconds(10);

	private long count;

	private long lastNanos;

	synchronized void failed(long now) {
		if (this.count == 0 || now - this.lastNanos > QUIET.toNanos()) {
			this.count++;
		}
		this.lastNanos = now;
	}

	/**
	 * How many episodes there have been.
	 * @return a number that never falls
	 */
	public synchronized long count() {
		return this.count;
	}

}
