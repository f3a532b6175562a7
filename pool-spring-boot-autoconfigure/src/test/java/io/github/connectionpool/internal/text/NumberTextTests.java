package io.github.connectionpool.internal.text;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NumberTextTests {

	@ParameterizedTest
	@CsvSource({ "0, 0, 0", "-0.0, 0, 0", "1, 1, 1", "1.005, 1, 1.005", "1.25, 1.25, 1.25",
			"0.012345, 0.0123, 0.012345", "99.96, 100, 99.96", "1234.5, 1235, 1234.5", "-1.234, -1.23, -1.234",
			"1e-9, 0.000000001, 0.000000001", "1e300, 1.00E+300, 1.0E+300", "NaN, NaN, NaN",
			"Infinity, Infinity, Infinity" })
	void hasThreeDigitsIfMeasuredAndAllIfGiven(double value, String measured, String given) {
		assertThat(NumberText.of(value)).isEqualTo(measured);
		assertThat(NumberText.exact(value)).isEqualTo(given);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0 %", "0.123456, 12.3 %", "1, 100 %", "2.5, 250 %" })
	void shareIsWrittenInPercent(double share, String text) {
		assertThat(NumberText.percent(share)).isEqualTo(text);
	}

}
