package io.github.connectionpool.evaluation.friday;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FridayArgumentsTests {

	@Test
	void aQuarterOfTwelveInstancesLeaksInFourRuns() {
		FridayArguments arguments = FridayArguments.of("--friday");
		assertThat(arguments.instances()).isEqualTo(12);
		assertThat(arguments.bad()).isEqualTo(3);
		assertThat(arguments.protections()).containsExactly(Protection.HIKARI, Protection.STARTER, Protection.RECLAIM,
				Protection.PGBOUNCER);
	}

	@Test
	void runsAreChosenByName() {
		assertThat(FridayArguments.of("--friday", "--runs=reclaim,starter", "--instances=2")).satisfies((arguments) -> {
			assertThat(arguments.protections()).containsExactly(Protection.RECLAIM, Protection.STARTER);
			assertThat(arguments.bad()).isEqualTo(1);
		});
	}

	@Test
	void aLaterArgumentOverridesAnEarlierOne() {
		assertThat(FridayArguments.of("--friday", "--rate=10", "--rate=20").rate()).isEqualTo(20);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', textBlock = """
			--instances=13, "--instances must be a whole number from 2 to 12, but is '13'"
			--seconds=ten,  "--seconds must be a whole number from 20 to 90, but is 'ten'"
			--runs=agroal,  "--runs must be of hikari,starter,reclaim,pgbouncer,collect, but has 'agroal'"
			--night,        "There is no argument --night for --friday"
			""")
	void aBadArgumentIsRefusedWithTheAllowedOnes(String argument, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> FridayArguments.of("--friday", argument))
			.withMessage(message);
	}

}
