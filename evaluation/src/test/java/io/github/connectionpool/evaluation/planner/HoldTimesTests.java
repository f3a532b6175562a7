package io.github.connectionpool.evaluation.planner;

import java.util.Random;
import java.util.stream.DoubleStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class HoldTimesTests {

	private static final int DRAWN = 2_000_000;

	@ParameterizedTest
	@CsvSource({ "CONSTANT, 0", "EXPONENTIAL, 1", "LOGNORMAL, 4", "PARETO, 4.07" })
	void haveAMeanOfOneAndTheVariationThatIsSaid(HoldTimes holdTimes, double scv) {
		Random random = new Random(1);
		double[] drawn = DoubleStream.generate(() -> holdTimes.next(random)).limit(DRAWN).toArray();
		double mean = DoubleStream.of(drawn).average().orElseThrow();
		assertThat(mean).isCloseTo(1, within(0.01));
		assertThat(DoubleStream.of(drawn).map((time) -> (time - mean) * (time - mean)).average().orElseThrow())
			.isCloseTo(scv, within(0.05 * scv + 0.001));
	}

}
