package io.github.connectionpool.benchmarks.slices;

import java.util.Random;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class RatiosTests {

	private static final int BLOCKS = 20;

	@Test
	void throughputsAreComparedBlockByBlockSoThatDriftDoesNotCount() {
		Samples one = new Samples("one");
		Samples other = new Samples("other");
		for (int block = 1; block <= BLOCKS; block++) {
			one.add(90.0 * block, 0, Samples.histogram());
			other.add(100.0 * block, 0, Samples.histogram());
		}
		Interval ratio = Ratios.throughput(one, other);
		assertThat(ratio.value()).isCloseTo(0.9, within(1e-9));
		assertThat(ratio.high() - ratio.low()).isCloseTo(0, within(1e-9));
	}

	@Test
	void latenciesThatDifferByAFifthDifferByAFifthAtEachPercentile() {
		Samples one = latencies(120_000, 1);
		Samples other = latencies(100_000, 2);
		for (Interval ratio : Ratios.latency(one, other, 50, 99)) {
			assertThat(ratio.value()).isCloseTo(1.2, within(0.05));
			assertThat(ratio.low()).isLessThanOrEqualTo(ratio.value()).isGreaterThan(1.1);
			assertThat(ratio.high()).isGreaterThanOrEqualTo(ratio.value()).isLessThan(1.3);
		}
	}

	@Test
	void theSameFiguresGiveTheSameInterval() {
		assertThat(Ratios.latency(latencies(120_000, 1), latencies(100_000, 2), 99))
			.isEqualTo(Ratios.latency(latencies(120_000, 1), latencies(100_000, 2), 99));
	}

	private static Samples latencies(int mean, long seed) {
		Random random = new Random(seed);
		Samples samples = new Samples("latencies");
		for (int block = 0; block < BLOCKS; block++) {
			Histogram latencies = Samples.histogram();
			for (int i = 0; i < 1000; i++) {
				latencies.recordValue((long) (-Math.log(1 - random.nextDouble()) * mean));
			}
			samples.add(1, 0, latencies);
		}
		return samples;
	}

}
