package io.github.connectionpool.evaluation.planner;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.connectionpool.internal.sizing.PoolQueue;

import static org.assertj.core.api.Assertions.assertThat;

class PlannerReportTests {

	private static final Comparison STABLE = comparison(100, 20);

	/** The holds took longer than was wished, so that the pool could not keep up. */
	private static final Comparison UNSTABLE = comparison(700, 20);

	private static final Comparison WITHOUT_WAIT = comparison(100, 0);

	@Test
	void jsonHasANumberWhereTheQueueIsStable() {
		JsonNode one = json(STABLE);
		assertThat(one.get("plannedP99WaitMillis").isNumber()).isTrue();
		assertThat(one.get("plannedMeanWaitMillis").isNumber()).isTrue();
		assertThat(one.get("growsWithoutEnd").asBoolean()).isFalse();
		assertThat(one.get("error").isNumber()).isTrue();
	}

	@Test
	void jsonSaysThatAQueueGrowsWithoutEndAndHasNoTextInANumbersPlace() {
		JsonNode one = json(UNSTABLE);
		assertThat(one.get("plannedP99WaitMillis").isNull()).isTrue();
		assertThat(one.get("plannedMeanWaitMillis").isNull()).isTrue();
		assertThat(one.get("error").isNull()).isTrue();
		assertThat(one.get("growsWithoutEnd").asBoolean()).isTrue();
		assertThat(text(UNSTABLE)).doesNotContain("Infinity", "NaN");
	}

	@Test
	void pageAndMissesSayThatAQueueGrowsWithoutEnd() {
		assertThat(PlannerReport.markdown(Map.of(), List.of(UNSTABLE))).contains("| grows without end |")
			.doesNotContain("Infinity", "NaN");
		assertThat(PlannerReport.missed(List.of(UNSTABLE))).singleElement()
			.asString()
			.startsWith("constant hold times at 85.0 %: planned grows without end, measured were 20.0 ± 1.0 ms");
	}

	@Test
	void aPoolWithoutAnyWaitHasNoRelativeError() {
		assertThat(json(WITHOUT_WAIT).get("error").isNull()).isTrue();
		assertThat(text(WITHOUT_WAIT)).doesNotContain("Infinity", "NaN");
		assertThat(PlannerReport.markdown(Map.of(), List.of(WITHOUT_WAIT))).contains("**no figure**");
	}

	private static Comparison comparison(double ratePerSecond, double p99) {
		PoolQueue plan = PoolQueue.of(3, ratePerSecond, Duration.ofMillis(5), 0);
		return new Comparison(HoldTimes.CONSTANT, 0.85, 1000, ratePerSecond * 0.005 / 3, 5, 0, 0.5, 2, p99, 1, 18, 19,
				0.1, 0.5, plan);
	}

	private static JsonNode json(Comparison comparison) {
		return JsonMapper.shared().readTree(text(comparison)).get("comparisons").get(0);
	}

	private static String text(Comparison comparison) {
		return PlannerReport.json(Map.of(), List.of(comparison));
	}

}
