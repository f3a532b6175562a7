package io.github.connectionpool.internal.timing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.UtilizationLevel;

import static io.github.connectionpool.report.UtilizationLevel.CRITICAL;
import static io.github.connectionpool.report.UtilizationLevel.UP;
import static io.github.connectionpool.report.UtilizationLevel.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

class SustainedUtilizationTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private static final long START = 1_000 * SECOND;

	private final SustainedUtilization utilization = sustained(Duration.ofSeconds(10));

	@Test
	void isUpBeforeAnythingIsSeen() {
		assertThat(this.utilization.level()).isEqualTo(UP);
	}

	@Test
	void risesOnlyWhenTheSustainTimeIsFull() {
		assertThat(at(0, 0.85)).isEqualTo(UP);
		assertThat(at(5, 0.85)).isEqualTo(UP);
		assertThat(this.utilization.update(0.85, START + 10 * SECOND - 1)).isEqualTo(UP);
		assertThat(at(10, 0.85)).isEqualTo(WARNING);
		assertThat(this.utilization.level()).isEqualTo(WARNING);
	}

	@Test
	void fallsOnlyWhenTheSustainTimeIsFull() {
		at(0, 0.85);
		at(10, 0.85);
		assertThat(at(11, 0.2)).isEqualTo(WARNING);
		assertThat(this.utilization.update(0.2, START + 21 * SECOND - 1)).isEqualTo(WARNING);
		assertThat(at(21, 0.2)).isEqualTo(UP);
	}

	@Test
	void aDipBeginsTheSustainTimeAnew() {
		at(0, 0.85);
		assertThat(at(9, 0.79)).isEqualTo(UP);
		assertThat(at(10, 0.85)).isEqualTo(UP);
		assertThat(at(19, 0.85)).isEqualTo(UP);
		assertThat(at(20, 0.85)).isEqualTo(WARNING);
	}

	@Test
	void aPeakBeginsTheTimeToRecoverAnew() {
		at(0, 0.85);
		at(10, 0.85);
		at(11, 0.2);
		assertThat(at(20, 0.85)).isEqualTo(WARNING);
		assertThat(at(21, 0.2)).isEqualTo(WARNING);
		assertThat(at(30, 0.2)).isEqualTo(WARNING);
		assertThat(at(31, 0.2)).isEqualTo(UP);
	}

	@Test
	void goesStraightFromUpToCritical() {
		assertThat(levels(0, 1.0, 1.0, 1.0)).containsExactly(UP, UP, CRITICAL);
	}

	@Test
	void goesStraightFromCriticalToUp() {
		levels(0, 1.0, 1.0, 1.0);
		assertThat(levels(15, 0, 0, 0)).containsExactly(CRITICAL, CRITICAL, UP);
	}

	@Test
	void fallsFromCriticalToWarning() {
		levels(0, 1.0, 1.0, 1.0);
		assertThat(levels(15, 0.9, 0.9, 0.9)).containsExactly(CRITICAL, CRITICAL, WARNING);
	}

	@Test
	void swingingBetweenTheWarningAndTheCriticalBandIsWarning() {
		assertThat(levels(0, 0.85, 0.97, 0.85, 0.97, 0.85, 0.97)).containsExactly(UP, UP, WARNING, WARNING, WARNING,
				WARNING);
	}

	@Test
	void swingingOutOfTheCriticalBandAndBackLeavesItCritical() {
		levels(0, 0.97, 0.97, 0.97);
		assertThat(levels(15, 0.5, 0.97, 0.5, 0.97, 0.5)).containsOnly(CRITICAL);
	}

	@Test
	void countsAtOnceWithoutASustainTime() {
		SustainedUtilization atOnce = sustained(Duration.ZERO);
		assertThat(atOnce.update(0.80, START)).isEqualTo(WARNING);
		assertThat(atOnce.update(0.95, START)).isEqualTo(CRITICAL);
		assertThat(atOnce.update(0.94, START)).isEqualTo(WARNING);
		assertThat(atOnce.update(0.79, START)).isEqualTo(UP);
	}

	@Test
	void whatIsUnknownIsBelowEveryThreshold() {
		assertThat(levels(0, Double.NaN, Double.NaN, Double.NaN)).containsOnly(UP);
		levels(15, 1.0, 1.0, 1.0);
		assertThat(levels(30, Double.NaN, Double.NaN, Double.NaN)).containsExactly(CRITICAL, CRITICAL, UP);
	}

	@Test
	void theThresholdsThemselvesCount() {
		SustainedUtilization atOnce = sustained(Duration.ZERO);
		assertThat(atOnce.update(Math.nextDown(0.80), START)).isEqualTo(UP);
		assertThat(atOnce.update(0.80, START)).isEqualTo(WARNING);
		assertThat(atOnce.update(Math.nextDown(0.95), START)).isEqualTo(WARNING);
		assertThat(atOnce.update(0.95, START)).isEqualTo(CRITICAL);
	}

	@Test
	void theSharesOfARealPoolReachTheThresholds() {
		SustainedUtilization atOnce = sustained(Duration.ZERO);
		assertThat(atOnce.update(new ConnectionCounts(8, 2, 10, 10, 0).utilization(), START)).isEqualTo(WARNING);
		assertThat(atOnce.update(new ConnectionCounts(19, 1, 20, 20, 0).utilization(), START)).isEqualTo(CRITICAL);
	}

	@ParameterizedTest
	@ValueSource(longs = { Long.MAX_VALUE, Long.MAX_VALUE - 5_000_000_000L, -1, 0 })
	void theClockMayOverflowMeanwhile(long start) {
		assertThat(this.utilization.update(0.85, start)).isEqualTo(UP);
		assertThat(this.utilization.update(0.85, start + 10 * SECOND - 1)).isEqualTo(UP);
		assertThat(this.utilization.update(0.85, start + 10 * SECOND)).isEqualTo(WARNING);
		assertThat(this.utilization.update(0, start + 10 * SECOND)).isEqualTo(WARNING);
		assertThat(this.utilization.update(0, start + 20 * SECOND)).isEqualTo(UP);
	}

	private UtilizationLevel at(int seconds, double value) {
		return this.utilization.update(value, START + seconds * SECOND);
	}

	/** One value every five seconds. */
	private List<UtilizationLevel> levels(int startSeconds, double... values) {
		List<UtilizationLevel> levels = new ArrayList<>();
		for (int i = 0; i < values.length; i++) {
			levels.add(at(startSeconds + 5 * i, values[i]));
		}
		return levels;
	}

	private static SustainedUtilization sustained(Duration sustain) {
		return new SustainedUtilization(new UtilizationThresholds(0.80, 0.95, sustain));
	}

}
