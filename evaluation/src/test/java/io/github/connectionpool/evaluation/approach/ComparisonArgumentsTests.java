package io.github.connectionpool.evaluation.approach;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ComparisonArgumentsTests {

	@Test
	void nothingHasToBeSaid() {
		assertThat(ComparisonArguments.of("--approaches"))
			.isEqualTo(new ComparisonArguments(Duration.ofSeconds(10), 0, Path.of("target")));
	}

	@Test
	void allCanBeSaid() {
		assertThat(ComparisonArguments.of("--approaches", "--seconds=4.5", "--rate=300", "--out=results"))
			.isEqualTo(new ComparisonArguments(Duration.ofMillis(4500), 300, Path.of("results")));
	}

	@ParameterizedTest
	@CsvSource({ "--seconds=2, '--seconds has to be a number from 3 to 600, not ''2'''",
			"--seconds=long, '--seconds has to be a number from 3 to 600, not ''long'''",
			"--rate=0, '--rate has to be a number from 1 to 100000, not ''0'''",
			"--seconds, There is no argument --seconds", "--detectors=ours, There is no argument --detectors=ours" })
	void whatIsWrongIsNamed(String argument, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> ComparisonArguments.of("--approaches", argument))
			.withMessage(message);
	}

}
