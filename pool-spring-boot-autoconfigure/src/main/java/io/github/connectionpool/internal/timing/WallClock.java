package io.github.connectionpool.internal.timing;

import java.time.Duration;
import java.time.Instant;

/**
 * Converts a {@link System#nanoTime()} reading to wall-clock time, so that a borrow reads
 * only one clock. Thread-safe.
 */
public final class WallClock {

	private static final Duration TOLERANCE = Duration.ofMillis(100);

	private record Anchor(Instant instant, long nanos) {

		static Anchor now() {
			return new Anchor(Instant.now(), System.nanoTime());
		}

		Instant instantOf(long nanos) {
			return this.instant.plusNanos(nanos - this.nanos);
		}

	}

	private volatile Anchor anchor = Anchor.now();

	/**
	 * The wall-clock time of a reading.
	 * @param nanos {@link System#nanoTime()} of the moment
	 * @return the time
	 */
	public Instant instantOf(long nanos) {
		return this.anchor.instantOf(nanos);
	}

	/** Follow the wall clock if it has been set or has drifted away. */
	public void follow() {
		Anchor now = Anchor.now();
		if (Duration.between(now.instant, this.anchor.instantOf(now.nanos)).abs().compareTo(TOLERANCE) > 0) {
			this.anchor = now;
		}
	}

}
