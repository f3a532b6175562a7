package io.github.connectionpool.report;

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
 * @since 0.1.0
 */
public record Distribution(long count, Duration mean, Duration p50, Duration p95, Duration p99, Duration max,
		double scv) {

}
