package io.github.connectionpool.sample.traffic;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts latencies in buckets that grow by four percent, so that any number of them takes
 * the same few kilobytes.
 */
final class LatencyHistogram {

	private static final int BUCKETS_PER_DOUBLING = 16;

	/** Enough for twelve days. */
	private static final int DOUBLINGS = 40;

	private final AtomicLongArray counts = new AtomicLongArray(DOUBLINGS * BUCKETS_PER_DOUBLING);

	void record(Duration latency) {
		double micros = Math.max(1, latency.toNanos() / 1000.0);
		int bucket = (int) (Math.log(micros) / Math.log(2) * BUCKETS_PER_DOUBLING);
		this.counts.incrementAndGet(Math.min(bucket, this.counts.length() - 1));
	}

	/**
	 * The latency in milliseconds that the given fraction of all stays below, zero when
	 * there are none.
	 */
	double percentile(double fraction) {
		long total = 0;
		for (int bucket = 0; bucket < this.counts.length(); bucket++) {
			total += this.counts.get(bucket);
		}
		long rank = (long) Math.ceil(fraction * total);
		long seen = 0;
		for (int bucket = 0; seen < rank && bucket < this.counts.length(); bucket++) {
			seen += this.counts.get(bucket);
			if (seen >= rank) {
				return upperEndMillis(bucket);
			}
		}
		return 0;
	}

	private static double upperEndMillis(int bucket) {
		double micros = Math.pow(2, (bucket + 1.0) / BUCKETS_PER_DOUBLING);
		return Math.round(micros / 100) / 10.0;
	}

}
