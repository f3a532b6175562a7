package io.github.connectionpool.checkout;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts durations in buckets that are an eighth of a power of two wide, so that a
 * percentile is right to 12.5 % from 8 µs to 19 hours, and to 1 µs below. Recording takes
 * two uncontended additions and no lock. Thread-safe.
 */
public final class DurationHistogram {

	private static final int SUB_BITS = 3;

	private static final int SUB_BUCKETS = 1 << SUB_BITS;

	/** Nanoseconds are counted in units of 1024, a microsecond nearly. */
	private static final int UNIT_SHIFT = 10;

	private static final int BUCKETS = SUB_BUCKETS * 34;

	private final LongAdder[] counts = new LongAdder[BUCKETS];

	private final LongAdder totalNanos = new LongAdder();

	DurationHistogram() {
		for (int i = 0; i < BUCKETS; i++) {
			this.counts[i] = new LongAdder();
		}
	}

	void record(long nanos) {
		this.counts[bucket(nanos)].increment();
		this.totalNanos.add(nanos);
	}

	/**
	 * How many durations have been recorded.
	 * @return a number that never falls
	 */
	public long count() {
		long count = 0;
		for (LongAdder bucket : this.counts) {
			count += bucket.sum();
		}
		return count;
	}

	/**
	 * The sum of all durations.
	 * @param unit the unit of the result
	 * @return the sum
	 */
	public double total(TimeUnit unit) {
		return (double) this.totalNanos.sum() / unit.toNanos(1);
	}

	Snapshot snapshot() {
		long[] counts = new long[BUCKETS];
		for (int i = 0; i < BUCKETS; i++) {
			counts[i] = this.counts[i].sum();
		}
		return new Snapshot(counts, this.totalNanos.sum());
	}

	static int bucket(long nanos) {
		long units = Math.max(0, nanos) >>> UNIT_SHIFT;
		if (units < SUB_BUCKETS) {
			return (int) units;
		}
		int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(units);
		int sub = (int) (units >>> (exponent - SUB_BITS)) & (SUB_BUCKETS - 1);
		return Math.min(BUCKETS - 1, (exponent - SUB_BITS + 1) * SUB_BUCKETS + sub);
	}

	/** The largest duration that falls into a bucket. */
	static long upperBoundNanos(int bucket) {
		if (bucket < SUB_BUCKETS) {
			return ((bucket + 1L) << UNIT_SHIFT) - 1;
		}
		int shift = bucket / SUB_BUCKETS - 1;
		long sub = (long) SUB_BUCKETS + bucket % SUB_BUCKETS;
		return ((sub + 1) << (shift + UNIT_SHIFT)) - 1;
	}

	/** The duration that stands for all that fall into a bucket. */
	static double middleNanos(int bucket) {
		double lower = (bucket > 0) ? upperBoundNanos(bucket - 1) + 1.0 : 0;
		return (lower + upperBoundNanos(bucket)) / 2;
	}

	/** What had been recorded at one moment. */
	static final class Snapshot {

		private final long[] counts;

		private final long totalNanos;

		private Snapshot(long[] counts, long totalNanos) {
			this.counts = counts;
			this.totalNanos = totalNanos;
		}

		Distribution since(Snapshot earlier) {
			long[] difference = new long[BUCKETS];
			for (int i = 0; i < BUCKETS; i++) {
				difference[i] = this.counts[i] - earlier.counts[i];
			}
			return Distribution.of(difference, this.totalNanos - earlier.totalNanos);
		}

	}

}
