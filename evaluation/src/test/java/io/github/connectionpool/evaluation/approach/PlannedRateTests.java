package io.github.connectionpool.evaluation.approach;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PlannedRateTests {

	@Test
	void whatIsSustainableIsBelowWhatAllConnectionsCanServe() {
		assertThat(PlannedRate.sustainable(25, 0.017)).isBetween(0.8 * 25 / 0.017, 25 / 0.017);
	}

	@Test
	void theScarcerOfTheTwoQueuesDecides() {
		double manyHold = PlannedRate.of(0.017, 0.167);
		assertThat(manyHold).isCloseTo(12 * PlannedRate.sustainable(16, 0.167), within(1e-6));
		double longTransactions = PlannedRate.of(0.1, 0.167);
		assertThat(longTransactions).isCloseTo(PlannedRate.sustainable(25, 0.1), within(1e-6));
	}

	@Test
	void arrivalsHaveTheRateTheyAreAskedFor() {
		long[] arrivals = Load.arrivals(1000, Duration.ofSeconds(100));
		assertThat(arrivals).isSorted();
		assertThat(arrivals.length).isCloseTo(100_000, within(1_500));
	}

}
