package io.github.connectionpool.evaluation.friday;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
		FridayArguments arguments = arguments("--runs=starter", "--seconds=45");
		FridayResult result = run(arguments);
		assertThat(result.lost()).isPositive();
		assertThat(result.log()).isNotNull().satisfies((log) -> assertThat(log.line()).isTrue());
		assertThat(result.named()).isNotNull()
			.satisfies((alert) -> assertThat(alert.name()).isEqualTo("ConnectionPoolLeak"));
		assertThat(FridayPage.of(Map.of(), arguments, List.of(result), List.of())).contains("with the line");
		assertThat(FridayPicture.of(List.of(result))).contains("first lost connection");
	}

	/** On a busy machine, too, since a borrower has the time to be served. */
	@Test
	void noRequestFailsForWantOfAConnectionWhileLeaksAreReclaimed() throws Exception {
		FridayResult result = run(arguments("--runs=collect", "--seconds=32", "--wait=9"));
		assertThat(result.lost()).isGreaterThan(FridayRun.POOL);
		assertThat(result.withoutConnection()).isZero();
		assertThat(result.unanswered()).isZero();
	}

	private static FridayArguments arguments(String... more) {
		return FridayArguments
			.of(Stream.concat(Stream.of("--friday", "--instances=2", "--rate=20", "--calm=3"), Stream.of(more))
				.toArray(String[]::new));
	}

	private static FridayResult run(FridayArguments arguments) throws Exception {
		List<String> missing = Friday.missing(arguments);
		assumeTrue(missing.isEmpty(), () -> String.join("; ", missing));
		return new FridayRun(arguments, arguments.protections().get(0), Duration.ofMinutes(3), (text) -> {
		}).run();
	}

}
