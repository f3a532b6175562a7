package io.github.connectionpool.internal.timing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Ledger;
import io.github.connectionpool.report.Distribution;

/**
 * Counts durations in buckets that are an eighth of a power of two wide. A percentile is
 * right to 12.5 % from 8 µs to 19 hours, and to 1 µs below. Thread-safe.
 *
 * <p>
 * There is a copy for each slot of the {@link Ledger} that has been used. Only the thread
 * that has the slot writes to its copy, and adds without an atomic instruction.
 */
public final class DurationHistogram {

	private static final int SUB_BITS = 3;

	private static final int SUB_BUCKETS = 1 << SUB_BITS;

	/** Durations are counted in units of 1024 nanoseconds, nearly a microsecond. */
	private static final int UNIT_SHIFT = 10;

	private static final int BUCKETS = SUB_BUCKETS * 34;

	/**
	 * Two cache lines on either side of a copy, since other objects may lie next to it.
	 */
	private static final int PAD = 16;

	/** The index of the sum in a copy, after its buckets. */
	private static final int TOTAL = BUCKETS;

	private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

	private static final VarHandle COPY = MethodHandles.arrayElementVarHandle(long[][].class);

	/** The first thread that has a slot makes its copy. */
	private final long[] @Nullable [] copies;

	/** The copy that callers without a slot of their own share. */
	private final int shared;

	/**
	 * Create without anything recorded.
	 * @param places how many slots callers may have, from 0 on; all others share the one
	 * after these
	 */
	public DurationHistogram(int places) {
		this.copies = new long[places + 1][];
		this.shared = places;
		this.copies[this.shared] = newCopy();
	}

	private long @Nullable [] copy(int place) {
		return (long[]) COPY.getAcquire(this.copies, place);
	}

	private static long[] newCopy() {
		return new long[PAD + BUCKETS + 1 + PAD];
	}

	/**
	 * Record a duration.
	 * @param place the caller's own slot, or the one after the last for callers that
	 * share it
	 * @param nanos the duration
	 */
	public void record(int place, long nanos) {
		long[] copy = copy(place);
		if (copy == null) {
			// another thread than the one that had the slot may have freed it
			COPY.compareAndSet(this.copies, place, null, newCopy());
			copy = Objects.requireNonNull(copy(place));
		}
		int bucket = PAD + bucket(nanos);
		if (place == this.shared) {
			CELL.getAndAdd(copy, bucket, 1L);
			CELL.getAndAdd(copy, PAD + TOTAL, nanos);
		}
		else {
			CELL.setOpaque(copy, bucket, (long) CELL.getOpaque(copy, bucket) + 1);
			CELL.setOpaque(copy, PAD + TOTAL, (long) CELL.getOpaque(copy, PAD + TOTAL) + nanos);
		}
	}

	/**
	 * How many durations have been recorded.
	 * @return a number that never falls
	 */
	public long count() {
		return LongStream.of(snapshot().counts).sum();
	}

	/**
	 * The sum of all durations.
	 * @param unit the unit of the result
	 * @return the sum
	 */
	public double total(TimeUnit unit) {
		long total = 0;
		for (int place = 0; place < this.copies.length; place++) {
			long[] copy = copy(place);
			total += (copy != null) ? (long) CELL.getOpaque(copy, PAD + TOTAL) : 0;
		}
		return (double) total / unit.toNanos(1);
	}

	public Snapshot snapshot() {
		long[] counts = new long[BUCKETS];
		long total = 0;
		for (int place = 0; place < this.copies.length; place++) {
			long[] copy = copy(place);
			if (copy != null) {
				for (int i = 0; i < BUCKETS; i++) {
					counts[i] += (long) CELL.getOpaque(copy, PAD + i);
				}
				total += (long) CELL.getOpaque(copy, PAD + TOTAL);
			}
		}
		return new Snapshot(counts, total);
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

	/** The duration that represents all durations in a bucket. */
	static double middleNanos(int bucket) {
		double lower = (bucket > 0) ? upperBoundNanos(bucket - 1) + 1.0 : 0;
		return (lower + upperBoundNanos(bucket)) / 2;
	}

	/** The distribution of durations that were counted in buckets. */
	public static Distribution distribution(long[] counts, long totalNanos) {
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
			double middle = middleNanos(i);
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
				return Duration.ofNanos(upperBoundNanos(i));
			}
		}
		return Duration.ZERO;
	}

	/** The counts at one moment. */
	public static final class Snapshot {

		private final long[] counts;

		private final long totalNanos;

		private Snapshot(long[] counts, long totalNanos) {
			this.counts = counts;
			this.totalNanos = totalNanos;
		}

		/** Add durations that have not been recorded. */
		Snapshot with(Collection<Duration> more) {
			long[] counts = this.counts.clone();
			long total = this.totalNanos;
			for (Duration each : more) {
				counts[bucket(each.toNanos())]++;
				total += each.toNanos();
			}
			return new Snapshot(counts, total);
		}

		public Distribution since(Snapshot earlier) {
			long[] difference = new long[BUCKETS];
			for (int i = 0; i < BUCKETS; i++) {
				difference[i] = this.counts[i] - earlier.counts[i];
			}
			return distribution(difference, this.totalNanos - earlier.totalNanos);
		}

	}

}
