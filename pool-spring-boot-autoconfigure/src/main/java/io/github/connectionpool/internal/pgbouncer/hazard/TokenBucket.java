package io.github.connectionpool.internal.pgbouncer.hazard;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How often something may be done: so many times at once, and again as time goes by.
 * Thread-safe without locks.
 */
final class TokenBucket {

	private final long intervalNanos;

	private final long reserveNanos;

	/** When all that was taken will have come back. */
	private final AtomicLong full;

	/**
	 * Begin with all of it.
	 * @param atOnce how many times
	 * @param interval after which time there is one more
	 * @param now {@link System#nanoTime()}
	 */
	TokenBucket(int atOnce, Duration interval, long now) {
		this.intervalNanos = interval.toNanos();
		this.reserveNanos = this.intervalNanos * atOnce;
		this.full = new AtomicLong(now);
	}

	/**
	 * Take one.
	 * @param now {@link System#nanoTime()}
	 * @return whether there was one
	 */
	boolean take(long now) {
		while (true) {
			long full = this.full.get();
			long next = ((full - now > 0) ? full : now) + this.intervalNanos;
			if (next - now > this.reserveNanos) {
				return false;
			}
			if (this.full.compareAndSet(full, next)) {
				return true;
			}
		}
	}

}
