package io.github.connectionpool.internal.timing;

import java.time.Duration;
import java.util.function.IntUnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FloorTrendTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final FloorTrend trend = new FloorTrend();

	private long now;

	private int second;

	@Test
	void thereIsNoneAtFirst() {
		assertThat(this.trend.timePerConnection()).isNull();
		assertThat(this.trend.floor()).isZero();
	}

	@Test
	void aFloorThatIsFlatIsNone() {
		follow(7200, (second) -> 3);
		assertThat(this.trend.timePerConnection()).isNull();
		assertThat(this.trend.floor()).isEqualTo(3);
	}

	@Test
	void trafficThatComesAndGoesIsNone() {
		// up for ten minutes and down for ten
		IntUnaryOperator traffic = (second) -> Math.min(second % 1200, 1200 - second % 1200) / 60;
		follow(1200, traffic);
		for (int i = 0; i < 6; i++) {
			follow(600, traffic);
			follow(600, traffic);
			assertThat(this.trend.timePerConnection()).isNull();
		}
	}

	@Test
	void burstsAboveAFloorAreNone() {
		follow(3600, (second) -> (second % 10 == 5) ? 2 : 2 + second / 100);
		assertThat(this.trend.timePerConnection()).isNull();
		assertThat(this.trend.floor()).isEqualTo(2);
	}

	@Test
	void anOutlierDoesNotHideAFloorThatRises() {
		follow(6 * 360, (second) -> second / 360 + ((second % 10 == 5) ? 0 : second % 7));
		assertThat(this.trend.floor()).isEqualTo(5);
		assertThat(this.trend.timePerConnection()).isCloseTo(Duration.ofMinutes(6), Duration.ofMinutes(1));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 6, 15 })
	void knowsHowLongItTakesToLoseAConnection(int minutes) {
		// the last bucket is one of those that have the connection lost last
		follow(minutes * 60 * 3 + 10, (second) -> second / (minutes * 60));
		assertThat(this.trend.floor()).isEqualTo(2);
		follow(minutes * 60 - 10, (second) -> second / (minutes * 60));
		follow(1, (second) -> 3);
		assertThat(this.trend.timePerConnection()).isEqualTo(Duration.ofMinutes(minutes));
	}

	@Test
	void theTimeBeforeTheFirstRiseDoesNotCount() {
		follow(1800, (second) -> 4);
		follow(3 * 360 + 1, (second) -> 5 + (second - 1800) / 360);
		assertThat(this.trend.timePerConnection()).isEqualTo(Duration.ofMinutes(6));
	}

	@Test
	void whatWasBeforeTheLastFallDoesNotCount() {
		follow(1800, (second) -> second / 60);
		follow(360, (second) -> 1);
		follow(3 * 360 + 1, (second) -> 2 + (second - 1800 - 360) / 360);
		assertThat(this.trend.timePerConnection()).isEqualTo(Duration.ofMinutes(6));
	}

	@Test
	void oneStepIsNoTrend() {
		follow(600, (second) -> 1);
		follow(600, (second) -> 2);
		assertThat(this.trend.timePerConnection()).isNull();
	}

	@Test
	void twoStepsWithinHalfAMinuteAreNoTrend() {
		follow(21, (second) -> (second < 10) ? 1 : 3);
		assertThat(this.trend.timePerConnection()).isNull();
	}

	@Test
	void goesOnWhenMoreThanAnHourHasBeenSeen() {
		// ten hours, and the lap of the ring at each possible place
		follow(36_000, (second) -> second / 360);
		for (int i = 0; i < 400; i++) {
			follow(10, (second) -> second / 360);
			assertThat(this.trend.timePerConnection()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
		}
	}

	@Test
	void anHourWithoutALossIsTheEndOfTheTrend() {
		follow(3600, (second) -> second / 360);
		assertThat(this.trend.timePerConnection()).isNotNull();
		follow(3610, (second) -> 10);
		assertThat(this.trend.timePerConnection()).isNull();
	}

	@Test
	void theClockMayOverflowMeanwhile() {
		this.now = Long.MAX_VALUE - 500 * SECOND;
		follow(3 * 360 + 1, (second) -> second / 360);
		assertThat(this.trend.timePerConnection()).isEqualTo(Duration.ofMinutes(6));
	}

	/** Looks each second. */
	private void follow(int seconds, IntUnaryOperator active) {
		for (int i = 0; i < seconds; i++) {
			this.trend.add(active.applyAsInt(this.second), this.now);
			this.now += SECOND;
			this.second++;
		}
	}

}
