package io.github.connectionpool.alert;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LogThrottleTests {

	private static final long INTERVAL = LogThrottle.INTERVAL.toNanos();

	private final LogThrottle throttle = new LogThrottle();

	@Test
	void theFirstLineIsLetThrough() {
		assertThat(this.throttle.ask("a", 0)).isZero();
	}

	@Test
	void linesThatFollowSoonAreSuppressedAndCounted() {
		this.throttle.ask("a", 0);
		assertThat(this.throttle.ask("a", 1)).isEqualTo(-1);
		assertThat(this.throttle.ask("a", INTERVAL - 1)).isEqualTo(-1);
		assertThat(this.throttle.ask("a", INTERVAL)).isEqualTo(2);
	}

	@Test
	void theCountBeginsAnewWithEachLine() {
		this.throttle.ask("a", 0);
		this.throttle.ask("a", 1);
		this.throttle.ask("a", INTERVAL);
		assertThat(this.throttle.ask("a", 2 * INTERVAL - 1)).isEqualTo(-1);
		assertThat(this.throttle.ask("a", 2 * INTERVAL)).isOne();
		assertThat(this.throttle.ask("a", 3 * INTERVAL)).isZero();
	}

	@Test
	void linesOfAnotherKindAreLetThrough() {
		this.throttle.ask("a", 0);
		assertThat(this.throttle.ask("b", 1)).isZero();
	}

	@ParameterizedTest
	@ValueSource(longs = { Long.MAX_VALUE, -1, 0 })
	void theClockMayOverflowMeanwhile(long start) {
		this.throttle.ask("a", start);
		assertThat(this.throttle.ask("a", start + 1)).isEqualTo(-1);
		assertThat(this.throttle.ask("a", start + INTERVAL)).isOne();
	}

}
