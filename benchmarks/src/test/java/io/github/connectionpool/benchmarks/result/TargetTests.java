package io.github.connectionpool.benchmarks.result;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TargetTests {

	@Test
	void theLimitItselfIsReached() {
		assertThat(Target.atMost("x", 1.05, 1.05).reached()).isTrue();
		assertThat(Target.atLeast("x", 0.98, 0.98).reached()).isTrue();
	}

	@Test
	void theOtherSideIsMissed() {
		assertThat(Target.atMost("x", 1.05, 1.06).reached()).isFalse();
		assertThat(Target.atLeast("x", 0.98, 0.97).reached()).isFalse();
	}

	@Test
	void whatWasNotMeasuredIsMissed() {
		assertThat(Target.atMost("x", 1, Double.NaN).reached()).isFalse();
		assertThat(Target.atLeast("x", 1, Double.NaN).reached()).isFalse();
	}

	@Test
	void itSaysWhatHasBecomeOfIt() {
		assertThat(Target.atMost("start-up added, ms", 50, 62.3).sentence())
			.isEqualTo("MISSED: start-up added, ms has to be at most 50.0, and is 62.3");
	}

}
