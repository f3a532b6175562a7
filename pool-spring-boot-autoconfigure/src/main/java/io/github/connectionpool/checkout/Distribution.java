package io.github.connectionpool.checkout;

import java.time.Duration;

/**
 * How durations were distributed over a time. Immutable.
 *
 * @param count how many there were
 * @param mean their mean, zero if there were none
 * @param p50 half of them were no longer than this; zero if there were none
 * @param p95 95 % of them were no longer than this
 * @param p99 99 % of them were no longer than this
 * @param max none was longer than this, unless it was longer than 19 hours
 */
public record Distribution(long count, Duration mean, Duration p50, Duration p95, Duration p99, Duration max) {

	static Distribution of(long[] counts, long totalNanos) {
		long count = 0;
		for (long bucket : counts) {
			count += bucket;
		}
		Duration mean = Duration.ofNanos((count > 0) ? Math.max(0, totalNanos) / count : 0);
		return new Distribution(count, mean, quantile(counts, count, 0.50), quantile(counts, count, 0.95),
				quantile(counts, count, 0.99), quantile(counts, count, 1));
	}

	private static Duration quantile(long[] counts, long count, double quantile) {
		long rank = Math.max(1, (long) Math.ceil(count * quantile));
		long seen = 0;
		for (int i = 0; i < counts.length; i++) {
			seen += counts[i];
			if (seen >= rank) {
				return Duration.ofNanos(DurationHistogram.upperBoundNanos(i));
			}
		}
		return Duration.ZERO;
	}

}
