package io.github.connectionpool.benchmarks.slices;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class AlternationTests {

	private final List<String> begun = new ArrayList<>();

	@Test
	void aBlockGoesThereAndBackAndTheNextBeginsWithAnother() throws Exception {
		measure(2, List.of(variant("a"), variant("b"), variant("c")));
		assertThat(this.begun).containsExactly("a", "b", "c", "c", "b", "a", "c", "a", "b", "b", "a", "c");
	}

	@Test
	void eachBlockOfEachVariantIsCounted() throws Exception {
		for (Samples samples : measure(3, List.of(variant("a"), variant("b")))) {
			assertThat(samples.throughputs()).hasSize(3).doesNotContain(0);
			assertThat(samples.latencies()).hasSize(3);
			assertThat(samples.total().getTotalCount()).isGreaterThanOrEqualTo(12);
		}
	}

	@Test
	void aVariantThatFailsEndsTheMeasurement() {
		Variant failing = new Variant() {

			@Override
			public String name() {
				return "failing";
			}

			@Override
			public void run() {
				throw new IllegalStateException("broken");
			}

		};
		assertThatException().isThrownBy(() -> measure(1, List.of(failing))).withStackTraceContaining("broken");
	}

	private List<Samples> measure(int blocks, List<Variant> variants) throws Exception {
		try (Alternation alternation = new Alternation(2, Duration.ofNanos(1))) {
			return alternation.measure("test", variants, blocks, (text) -> {
			});
		}
	}

	private Variant variant(String name) {
		return new Variant() {

			@Override
			public String name() {
				return name;
			}

			@Override
			public void begin() {
				AlternationTests.this.begun.add(name);
			}

			@Override
			public void run() {
				// nothing takes some nanoseconds
			}

		};
	}

}
