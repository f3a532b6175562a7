package io.github.connectionpool.internal.timing;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.connectionpool.internal.checkout.Ledger;

import static org.assertj.core.api.Assertions.assertThat;

class DurationHistogramTests {

	private static final int LAST_BUCKET = DurationHistogram.bucket(Long.MAX_VALUE);

	private static final long LONGEST_EXACT = DurationHistogram.upperBoundNanos(LAST_BUCKET);

	private final DurationHistogram histogram = new DurationHistogram(Ledger.PLACES);

	@Test
	void addsUpWhatIsRecordedInAllPlaces() {
		for (int place = 0; place <= Ledger.NO_PLACE; place++) {
			this.histogram.record(place, TimeUnit.MILLISECONDS.toNanos(2));
		}
		assertThat(this.histogram.count()).isEqualTo(Ledger.NO_PLACE + 1);
		assertThat(this.histogram.total(TimeUnit.MILLISECONDS)).isEqualTo(2.0 * (Ledger.NO_PLACE + 1));
	}

	@Test
	void losesNothingThatManyRecordAtOnceWithoutAPlace() {
		LongStream.range(0, 100_000).parallel().forEach((nanos) -> this.histogram.record(Ledger.NO_PLACE, 1));
		assertThat(this.histogram.count()).isEqualTo(100_000);
		assertThat(this.histogram.total(TimeUnit.NANOSECONDS)).isEqualTo(100_000);
	}

	@Test
	void theUpperBoundOfABucketIsTheLargestDurationInIt() {
		durations().forEach((nanos) -> {
			int bucket = DurationHistogram.bucket(nanos);
			assertThat(DurationHistogram.upperBoundNanos(bucket)).isGreaterThanOrEqualTo(nanos);
			assertThat(DurationHistogram.bucket(DurationHistogram.upperBoundNanos(bucket))).isEqualTo(bucket);
			if (bucket < LAST_BUCKET) {
				assertThat(DurationHistogram.bucket(DurationHistogram.upperBoundNanos(bucket) + 1))
					.isEqualTo(bucket + 1);
			}
		});
	}

	@Test
	void theUpperBoundIsNoMoreThanAnEighthAboveADuration() {
		durations().filter((nanos) -> nanos >= 8 * 1024)
			.forEach((nanos) -> assertThat(DurationHistogram.upperBoundNanos(DurationHistogram.bucket(nanos)))
				.isLessThanOrEqualTo(nanos + nanos / 8));
	}

	@Test
	void theUpperBoundOfWhatIsShorterIsNoMoreThanAUnitAbove() {
		LongStream.range(0, 8 * 1024)
			.forEach((nanos) -> assertThat(DurationHistogram.upperBoundNanos(DurationHistogram.bucket(nanos)))
				.isBetween(nanos, nanos + 1023));
	}

	@Test
	void upperBoundsRise() {
		for (int bucket = 1; bucket <= LAST_BUCKET; bucket++) {
			assertThat(DurationHistogram.upperBoundNanos(bucket))
				.isGreaterThan(DurationHistogram.upperBoundNanos(bucket - 1));
		}
	}

	@Test
	void bucketsRiseWithTheDuration() {
		long[] durations = durations().sorted().toArray();
		for (int i = 1; i < durations.length; i++) {
			assertThat(DurationHistogram.bucket(durations[i]))
				.isGreaterThanOrEqualTo(DurationHistogram.bucket(durations[i - 1]));
		}
	}

	@Test
	void isExactUpToNineteenHours() {
		assertThat(Duration.ofNanos(LONGEST_EXACT)).isGreaterThan(Duration.ofHours(19));
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, -1, Long.MIN_VALUE })
	void nothingAndLessFallIntoTheFirstBucket(long nanos) {
		assertThat(DurationHistogram.bucket(nanos)).isZero();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1L << 46, Long.MAX_VALUE - 1, Long.MAX_VALUE })
	void whateverIsLongerFallsIntoTheLastBucket(long nanos) {
		assertThat(DurationHistogram.bucket(nanos)).isEqualTo(LAST_BUCKET);
	}

	@ParameterizedTest
	@ValueSource(longs = { Long.MIN_VALUE, -1, 0, 1, 1024, Long.MAX_VALUE })
	void everyDurationCanBeRecorded(long nanos) {
		this.histogram.record(Ledger.NO_PLACE, nanos);
		assertThat(this.histogram.count()).isOne();
	}

	@Test
	void countsAndAddsUp() {
		this.histogram.record(Ledger.NO_PLACE, TimeUnit.MILLISECONDS.toNanos(250));
		this.histogram.record(Ledger.NO_PLACE, TimeUnit.MILLISECONDS.toNanos(1_250));
		assertThat(this.histogram.count()).isEqualTo(2);
		assertThat(this.histogram.total(TimeUnit.SECONDS)).isEqualTo(1.5);
		assertThat(this.histogram.total(TimeUnit.NANOSECONDS)).isEqualTo(1.5e9);
	}

	@Test
	void aSnapshotStaysAsItIs() {
		DurationHistogram.Snapshot before = this.histogram.snapshot();
		this.histogram.record(Ledger.NO_PLACE, 1);
		DurationHistogram.Snapshot between = this.histogram.snapshot();
		this.histogram.record(Ledger.NO_PLACE, 1);
		assertThat(between.since(before).count()).isOne();
		assertThat(this.histogram.snapshot().since(before).count()).isEqualTo(2);
		assertThat(this.histogram.snapshot().since(between).count()).isOne();
	}

	/** Around every power of two, and many between them, up to the longest exact. */
	private static LongStream durations() {
		LongStream powers = LongStream.rangeClosed(0, 45)
			.map((exponent) -> 1L << exponent)
			.flatMap((power) -> LongStream.of(power - 1, power, power + 1, power + power / 3));
		LongStream random = new Random(42).longs(20_000).map((bits) -> bits >>> 18 >>> (bits & 31));
		return LongStream.concat(powers, random);
	}

}
