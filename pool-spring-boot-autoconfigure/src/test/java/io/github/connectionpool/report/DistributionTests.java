package io.github.connectionpool.report;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.internal.checkout.Ledger;
import io.github.connectionpool.internal.timing.DurationHistogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class DistributionTests {

	private final DurationHistogram histogram = new DurationHistogram(Ledger.PLACES);

	private final DurationHistogram.Snapshot start = this.histogram.snapshot();

	@Test
	void nothingIsZero() {
		assertThat(distribution()).isEqualTo(
				new Distribution(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0));
	}

	@Test
	void oneIsItsOwnPercentiles() {
		record(1, Duration.ofMillis(10));
		Distribution one = distribution();
		assertThat(one.count()).isOne();
		assertThat(one.mean()).isEqualTo(Duration.ofMillis(10));
		assertIsAbout(one.p50(), Duration.ofMillis(10));
		assertThat(one.p95()).isEqualTo(one.p50());
		assertThat(one.p99()).isEqualTo(one.p50());
		assertThat(one.max()).isEqualTo(one.p50());
	}

	@Test
	void aPercentileIsTheDurationAtItsRank() {
		record(50, Duration.ofMillis(1));
		record(45, Duration.ofMillis(10));
		record(4, Duration.ofMillis(100));
		record(1, Duration.ofSeconds(1));
		Distribution distribution = distribution();
		assertThat(distribution.count()).isEqualTo(100);
		assertThat(distribution.mean()).isEqualTo(Duration.ofMillis(50 + 450 + 400 + 1000).dividedBy(100));
		assertIsAbout(distribution.p50(), Duration.ofMillis(1));
		assertIsAbout(distribution.p95(), Duration.ofMillis(10));
		assertIsAbout(distribution.p99(), Duration.ofMillis(100));
		assertIsAbout(distribution.max(), Duration.ofSeconds(1));
	}

	@Test
	void oneMoreMovesAPercentileToTheNextDuration() {
		record(50, Duration.ofMillis(1));
		record(51, Duration.ofMillis(10));
		assertIsAbout(distribution().p50(), Duration.ofMillis(10));
	}

	@Test
	void equalDurationsDoNotVary() {
		record(1000, Duration.ofMillis(20));
		assertThat(distribution().scv()).isZero();
	}

	@Test
	void variationIsThatOfTheDurations() {
		// mean 19, variance 0.9 × 9² + 0.1 × 81² = 729
		record(900, Duration.ofMillis(10));
		record(100, Duration.ofMillis(100));
		assertThat(distribution().scv()).isCloseTo(729.0 / (19 * 19), within(0.2));
	}

	@Test
	void theMeanOfNumbersReadAtTwoMomentsIsNotNegative() {
		assertThat(DurationHistogram.distribution(new long[] { 2 }, -10).mean()).isZero();
	}

	private void record(int times, Duration duration) {
		for (int i = 0; i < times; i++) {
			this.histogram.record(Ledger.NO_PLACE, duration.toNanos());
		}
	}

	private Distribution distribution() {
		return this.histogram.snapshot().since(this.start);
	}

	private static void assertIsAbout(Duration actual, Duration expected) {
		assertThat(actual).isBetween(expected, expected.plus(expected.dividedBy(8)));
	}

}
