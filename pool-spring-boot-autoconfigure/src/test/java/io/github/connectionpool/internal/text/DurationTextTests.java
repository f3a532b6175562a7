package io.github.connectionpool.internal.text;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DurationTextTests {

	@ParameterizedTest
	@CsvSource({ "PT0S, 0 s, 0 s", "PT0.000001S, 0.001 ms, 0.001 ms", "PT0.0012345S, 1.23 ms, 1.2345 ms",
			"PT0.25S, 250 ms, 250 ms", "PT0.9994S, 999 ms, 999.4 ms", "PT0.9996S, 1 s, 999.6 ms", "PT1S, 1 s, 1 s",
			"PT1.5S, 1.5 s, 1.5 s", "PT1.2345S, 1.2 s, 1.2345 s", "PT9.96S, 10 s, 9.96 s",
			"PT12.3456S, 12 s, 12.3456 s", "PT59.4S, 59 s, 59.4 s", "PT59.96S, 1 min, 59.96 s", "PT60S, 1 min, 1 min",
			"PT90S, 1 min 30 s, 1 min 30 s", "PT119.9S, 2 min, 1 min 59.9 s", "PT300S, 5 min, 5 min",
			"PT59M59.5S, 1 h, 59 min 59.5 s", "PT1H, 1 h, 1 h", "PT59M59.4S, 59 min 59 s, 59 min 59.4 s",
			"PT1H0M30S, 1 h, 1 h 30 s", "PT1H30M, 1 h 30 min, 1 h 30 min", "PT24H, 1 d, 1 d",
			"PT50H0.001S, 2 d 2 h, 2 d 2 h 1 ms", "PT-1.5S, -1.5 s, -1.5 s" })
	void isShortIfMeasuredAndWholeIfSet(Duration duration, String measured, String set) {
		assertThat(DurationText.of(duration)).isEqualTo(measured);
		assertThat(DurationText.exact(duration)).isEqualTo(set);
	}

	@Test
	void anyDurationHasAText() {
		assertThat(DurationText.of(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo("106751991167300 d 15 h");
		assertThat(DurationText.exact(Duration.ofSeconds(Long.MIN_VALUE))).startsWith("-106751991167300 d 15 h");
	}

}
