package io.github.connectionpool.benchmarks.result;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MarkdownTests {

	@Test
	void aPageHasTheMachineTheTargetsAndTheTables() {
		Table table = new Table("Times", List.of("pool", "ns"), List.of(List.of("a|b", 103.4), List.of("c", "–")));
		GroupResult result = new GroupResult("Costs", List.of(table),
				List.of(Target.atMost("one", 1.9, 2.55), Target.atLeast("other", 1, 3)));
		assertThat(Markdown.of(Map.of("cores", "2"), result)).isEqualTo("""
				# Costs

				- cores: 2

				## Targets

				| target | limit | seen |  |
				| --- | --- | ---: | --- |
				| one | at most 1.90 | 2.55 | **missed** |
				| other | at least 1.00 | 3.00 | reached |

				## Times

				| pool | ns |
				| --- | ---: |
				| a\\|b | 103 |
				| c | – |
				""");
	}

	@ParameterizedTest
	@CsvSource({ "0.119, 0.12", "9.999, 10.00", "10.04, 10.0", "1234.4, 1234", "-12.34, -12.3", "NaN, not measured" })
	void numbersHaveTheDigitsThatMeanSomething(double number, String text) {
		assertThat(Markdown.number(number)).isEqualTo(text);
	}

	@Test
	void wholeNumbersAreShownAsTheyAre() {
		assertThat(Markdown.number(12345L)).isEqualTo("12345");
	}

}
