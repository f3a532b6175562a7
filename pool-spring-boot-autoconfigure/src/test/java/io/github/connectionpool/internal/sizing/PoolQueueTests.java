package io.github.connectionpool.internal.sizing;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link PoolQueue}.
 */
class PoolQueueTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	@ParameterizedTest
	@CsvSource({ "0.5, 0", "0.9, 0", "0.5, 0.25", "0.7, 1", "0.5, 4", "0.95, 16" })
	void theMeanWaitForOneConnectionIsThatOfPollaczekAndKhinchine(double utilization, double scv) {
		double exact = utilization * (1 + scv) / (2 * (1 - utilization));
		assertThat(mean(PoolQueue.of(1, utilization, SECOND, scv))).isCloseTo(exact, within(1e-8));
	}

	@ParameterizedTest
	@CsvSource({ "1, 0.5", "10, 7", "100, 95" })
	void exponentialHoldTimesWaitAsInErlangC(int connections, double rate) {
		PoolQueue queue = PoolQueue.of(connections, rate, SECOND, 1);
		double chance = ErlangC.chanceToWait(connections, rate);
		assertThat(queue.chanceToWait()).isEqualTo(chance);
		assertThat(queue.utilization()).isEqualTo(rate / connections);
		assertThat(mean(queue)).isCloseTo(chance / (connections - rate), within(1e-8));
		assertThat(chance * Math.exp(-(connections - rate) * p99(queue))).isCloseTo(0.01, within(1e-8));
	}

	@ParameterizedTest(name = "{0} connections, utilization {1}, scv {2}")
	@CsvSource({ "10, 0.5, 0, 0.181", "10, 0.7, 0, 0.530", "10, 0.85, 0, 1.296", "30, 0.85, 0, 0.389",
			"2, 0.5, 0, 1.558", "10, 0.5, 0.5, 0.207", "10, 0.7, 0.5, 0.762", "10, 0.85, 0.5, 1.983",
			"10, 0.5, 2, 0.266", "10, 0.7, 2, 1.362", "10, 0.85, 2, 4.078", "10, 0.5, 4, 0.325", "10, 0.7, 4, 2.055",
			"10, 0.85, 4, 6.810", "5, 0.7, 4, 6.000", "30, 0.85, 4, 1.482", "10, 0.5, 8, 0.419", "10, 0.85, 8, 12.08" })
	void othersWaitAboutAsLongAsInASimulation(int connections, double utilization, double scv, double simulated) {
		PoolQueue queue = PoolQueue.of(connections, connections * utilization, SECOND, scv);
		assertThat(p99(queue)).isCloseTo(simulated, within(0.2 * simulated));
	}

	@Test
	void nobodyIsSaidToWaitIfNotMoreThanOneInAHundredDoes() {
		PoolQueue queue = PoolQueue.of(30, 15, SECOND, 4);
		assertThat(queue.chanceToWait()).isBetween(0.0, 0.01);
		assertThat(queue.p99Wait()).isZero();
		assertThat(queue.meanWait()).isPositive();
		assertThat(queue.keeps(Duration.ZERO)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(doubles = { 10, 10.5, 1e5 })
	void aQueueThatGrowsWithoutEndSaysSo(double rate) {
		PoolQueue queue = PoolQueue.of(10, rate, SECOND, 1);
		assertThat(queue.isStable()).isFalse();
		assertThat(queue.utilization()).isEqualTo(rate / 10);
		assertThat(queue.chanceToWait()).isOne();
		assertThat(queue.meanWait()).isNull();
		assertThat(queue.p99Wait()).isNull();
		assertThat(queue.keeps(Duration.ofDays(1))).isFalse();
	}

	@Test
	void moreLoadAndMoreVariationMakeForLongerWaitsAndMoreConnectionsForShorterOnes() {
		for (double scv : new double[] { 0, 0.5, 1, 2, 8, 999 }) {
			for (double rate = 5; rate < 9.5; rate += 0.5) {
				double wait = p99(PoolQueue.of(10, rate, SECOND, scv));
				assertThat(p99(PoolQueue.of(10, rate + 0.1, SECOND, scv))).isGreaterThan(wait);
				assertThat(p99(PoolQueue.of(10, rate, SECOND, scv + 0.1))).isGreaterThan(wait);
				assertThat(p99(PoolQueue.of(11, rate, SECOND, scv))).isLessThan(wait);
			}
		}
	}

	@Test
	void theCorrectionHasNoStepAtExponentialHoldTimes() {
		double exponential = p99(PoolQueue.of(10, 8, SECOND, 1));
		assertThat(p99(PoolQueue.of(10, 8, SECOND, 0.9999))).isCloseTo(exponential, within(0.001));
		assertThat(p99(PoolQueue.of(10, 8, SECOND, 1.0001))).isCloseTo(exponential, within(0.001));
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.3, 0.6, 0.99 })
	void percentilesOfSteadyHoldTimesAreShorterByWhatTheMeanIs(double scv) {
		PoolQueue exponential = PoolQueue.of(10, 8, SECOND, 1);
		PoolQueue queue = PoolQueue.of(10, 8, SECOND, scv);
		assertThat(p99(queue) / p99(exponential)).isCloseTo(mean(queue) / mean(exponential), within(1e-6))
			.isLessThan(1);
	}

	@Test
	void waitsAreInProportionToTheHoldTime() {
		assertThat(p99(PoolQueue.of(10, 160, Duration.ofMillis(50), 3)))
			.isCloseTo(0.05 * p99(PoolQueue.of(10, 8, SECOND, 3)), within(1e-8));
	}

	@ParameterizedTest
	@CsvSource({ "8, 1, 1", "8, 1, 0", "0.001, 4, 10", "333.3, 0, 0", "4000, 4, 0.5", "4999.99, 2, 3600" })
	void theSmallestPoolKeepsTheTargetAndTheNextSmallerDoesNot(double rate, double scv, double target) {
		Duration targetWait = Duration.ofNanos(Math.round(target * 1e9));
		PoolQueue smallest = PoolQueue.smallest(rate, SECOND, scv, targetWait);
		assertThat(smallest.keeps(targetWait)).isTrue();
		assertThat(smallest).isEqualTo(PoolQueue.of(smallest.connections(), rate, SECOND, scv));
		if (smallest.connections() > 1) {
			assertThat(PoolQueue.of(smallest.connections() - 1, rate, SECOND, scv).keeps(targetWait)).isFalse();
		}
	}

	@Test
	void refusesWhatIsOutOfRangeAndSaysWhatIsAllowed() {
		assertThatIllegalArgumentException().isThrownBy(() -> PoolQueue.of(0, 1, SECOND, 1))
			.withMessage("connections was 0, allowed is a whole number from 1 to 100000");
		assertThatIllegalArgumentException().isThrownBy(() -> PoolQueue.of(1, Double.NaN, SECOND, 1))
			.withMessage("requestRate was NaN, allowed is a number above 0 and at most 1000000");
		assertThatIllegalArgumentException().isThrownBy(() -> PoolQueue.of(1, 1, Duration.ZERO, 1))
			.withMessage("holdTime was 0 s, allowed is a time from 0.001 ms to 1 h");
		assertThatIllegalArgumentException().isThrownBy(() -> PoolQueue.of(1, 1, SECOND, -0.1))
			.withMessage("holdTimeScv was -0.1, allowed is a number from 0 to 1000");
		assertThatIllegalArgumentException().isThrownBy(() -> PoolQueue.of(1, 1000, Duration.ofHours(1), 1))
			.withMessage("requestRate × holdTime was 3600000, allowed is a number from 0 to 1000000");
	}

	private static double mean(PoolQueue queue) {
		Duration mean = queue.meanWait();
		assertThat(mean).isNotNull();
		return PoolQueue.seconds(mean);
	}

	private static double p99(PoolQueue queue) {
		Duration p99 = queue.p99Wait();
		assertThat(p99).isNotNull();
		return PoolQueue.seconds(p99);
	}

}
