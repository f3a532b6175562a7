package io.github.connectionpool.internal.load;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The times between samples. They vary by chance, from half to one and a half of their
 * mean. So work that comes at a steady beat is met at all of its moments. Not
 * thread-safe.
 */
public final class SampleTimes {

	private static final int IN_AN_INTERVAL = 10;

	private static final Duration SHORTEST = Duration.ofMillis(100);

	private static final Duration LONGEST = Duration.ofSeconds(1);

	private final long meanNanos;

	private final RandomGenerator random;

	/**
	 * Create.
	 * @param interval the time between two checks, ten times as long as that between
	 * samples, which is from 100 ms to 1 s on average
	 * @param random gives the variation
	 */
	public SampleTimes(Duration interval, RandomGenerator random) {
		long nanos = interval.dividedBy(IN_AN_INTERVAL).toNanos();
		this.meanNanos = Math.max(SHORTEST.toNanos(), Math.min(nanos, LONGEST.toNanos()));
		this.random = random;
	}

	/**
	 * The time until the next sample.
	 * @return in nanoseconds
	 */
	public long nextNanos() {
		return this.random.nextLong(this.meanNanos / 2, this.meanNanos * 3 / 2);
	}

}
