package io.github.connectionpool.evaluation.friday;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A shortened Friday: the alert names the line, and reclaim lets no request fail. The
 * command measures the times.
 */
@Tag("measured")
class FridayRunTests {

	@Test
	void anAlertArrivesThatNamesTheLine() throws Exception {
		FridayResult result = run("starter");
		assertThat(result.lost()).isPositive();
		assertThat(result.log()).isNotNull().satisfies((log) -> assertThat(log.line()).isTrue());
		assertThat(result.named()).isNotNull()
			.satisfies((alert) -> assertThat(alert.text()).isEqualTo("ConnectionPoolLeak"));
		assertThat(FridayPage.of(Map.of(), arguments("starter"), List.of(result), List.of())).contains("with the line");
		assertThat(FridayPicture.of(List.of(result))).contains("first lost connection");
	}

	@Test
	void noRequestFailsForWantOfAConnectionWhileLeaksAreReclaimed() throws Exception {
		FridayResult result = run("collect");
		assertThat(result.lost()).isGreaterThan(FridayRun.POOL);
		assertThat(result.withoutConnection()).isZero();
		assertThat(result.unanswered()).isZero();
	}

	private static FridayArguments arguments(String run) {
		return FridayArguments.of("--friday", "--instances=2", "--rate=20", "--calm=3", "--seconds=26",
				"--runs=" + run);
	}

	private static FridayResult run(String name) throws Exception {
		FridayArguments arguments = arguments(name);
		List<String> missing = Friday.missing(arguments);
		assumeTrue(missing.isEmpty(), () -> String.join("; ", missing));
		return new FridayRun(arguments, arguments.protections().get(0), Duration.ofMinutes(3), (text) -> {
		}).run();
	}

}
