package io.github.connectionpool.sample.traffic;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

class LatencyHistogramTests {

	private final LatencyHistogram histogram = new LatencyHistogram();

	@Test
	void withoutLatenciesEveryPercentileIsZero() {
		assertThat(this.histogram.percentile(0.5)).isZero();
	}

	@Test
	void percentilesAreWithinAFewPercent() {
		for (int millis = 1; millis <= 1000; millis++) {
			this.histogram.record(Duration.ofMillis(millis));
		}
		assertThat(this.histogram.percentile(0.5)).isCloseTo(500, withinPercentage(5));
		assertThat(this.histogram.percentile(0.99)).isCloseTo(990, withinPercentage(5));
	}

	@Test
	void theExtremesFindABucketToo() {
		this.histogram.record(Duration.ZERO);
		this.histogram.record(Duration.ofDays(365));
		assertThat(this.histogram.percentile(0.5)).isZero();
		assertThat(this.histogram.percentile(1)).isGreaterThan((double) Duration.ofDays(10).toMillis());
	}

}
