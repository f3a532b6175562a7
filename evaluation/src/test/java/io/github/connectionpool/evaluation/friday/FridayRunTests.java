package io.github.connectionpool.evaluation.friday;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A shortened Friday: the alert names the line, and reclaim lets no request fail. Times
 * are those of the whole one.
 */
@Tag("long")
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
		FridayResult result = run("reclaim");
		assertThat(result.lost()).isGreaterThan(FridayRun.POOL);
		assertThat(result.withoutConnection()).isZero();
	}

	private static FridayArguments arguments(String run) {
		return FridayArguments.of("--friday", "--instances=2", "--rate=10", "--seconds=35", "--runs=" + run);
	}

	private static FridayResult run(String name) throws Exception {
		FridayArguments arguments = arguments(name);
		List<String> missing = Friday.missing(arguments);
		assumeTrue(missing.isEmpty(), () -> String.join("; ", missing));
		return new FridayRun(arguments, arguments.protections().get(0), (text) -> {
		}).run();
	}

}
