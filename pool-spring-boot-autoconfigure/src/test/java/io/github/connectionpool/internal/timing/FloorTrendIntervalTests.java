package io.github.connectionpool.internal.timing;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * However often looks are taken, as much time goes by.
 */
class FloorTrendIntervalTests {

	@ParameterizedTest
	@ValueSource(longs = { 100, 1000, 1003, 7000, 10_000, 30_000, 60_000 })
	void doesNotMatter(long intervalMillis) {
		FloorTrend trend = new FloorTrend();
		long lost = Duration.ofMinutes(6).toMillis();
		for (long millis = 0; millis <= 4 * lost; millis += intervalMillis) {
			trend.add((int) (millis / lost), Duration.ofMillis(millis).toNanos());
		}
		assertThat(trend.timePerConnection()).isCloseTo(Duration.ofMinutes(6), Duration.ofSeconds(30));
	}

}
