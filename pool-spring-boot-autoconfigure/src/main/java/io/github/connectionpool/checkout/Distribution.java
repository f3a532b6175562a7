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
 * @param scv the squared coefficient of variation, their variance divided by the square
 * of their mean, right to the width of the histogram's buckets; zero if there were none
 */
public record Distribution(long count, Duration mean, Duration p50, Duration p95, Duration p99, Duration max,
		double scv) {

	static Distribution of(long[] counts, long totalNanos) {
		long count = 0;
		for (long bucket : counts) {
			count += bucket;
		}
		Duration mean = Duration.ofNanos((count > 0) ? Math.max(0, totalNanos) / count : 0);
		return new Distribution(count, mean, quantile(counts, count, 0.50), quantile(counts, count, 0.95),
				quantile(counts, count, 0.99), quantile(counts, count, 1), scv(counts, count));
	}

	private static double scv(long[] counts, long count) {
		double sum = 0;
		double squares = 0;
		for (int i = 0; i < counts.length; i++) {
			double middle = DurationHistogram.middleNanos(i);
			sum += counts[i] * middle;
			squares += counts[i] * middle * middle;
		}
		return (count > 0) ? Math.max(0, squares / count / Math.pow(sum / count, 2) - 1) : 0;
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
