package io.github.connectionpool.internal.timing;

import java.lang.reflect.Constructor;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class WallClockTests {

	private final WallClock clock = new WallClock();

	@Test
	void tellsTheTimeOfDay() {
		assertThat(this.clock.instantOf(System.nanoTime())).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
	}

	@Test
	void timeGoesAsFastAsTheReadings() {
		long nanos = System.nanoTime();
		Instant instant = this.clock.instantOf(nanos);
		assertThat(this.clock.instantOf(nanos + 1_500_000_000)).isEqualTo(instant.plusMillis(1_500));
		assertThat(this.clock.instantOf(nanos - 1_500_000_000)).isEqualTo(instant.minusMillis(1_500));
	}

	@Test
	void followsAWallClockThatHasBeenSet() throws Exception {
		long nanos = System.nanoTime();
		Instant wrong = Instant.now().minus(Duration.ofHours(1));
		anchorTo(wrong, nanos);
		assertThat(this.clock.instantOf(nanos)).isEqualTo(wrong);
		this.clock.follow();
		assertThat(this.clock.instantOf(nanos)).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
	}

	@Test
	void theReadingsMayOverflow() throws Exception {
		Instant instant = Instant.parse("2026-11-21T02:47:11.123Z");
		long nanos = Long.MAX_VALUE;
		anchorTo(instant, nanos);
		assertThat(this.clock.instantOf(nanos + 1_000_000)).isEqualTo(instant.plusMillis(1));
	}

	/** As if the wall clock had been read differently then. */
	private void anchorTo(Instant instant, long nanos) throws Exception {
		Class<?> type = Class.forName(WallClock.class.getName() + "$Anchor");
		Constructor<?> constructor = type.getDeclaredConstructor(Instant.class, long.class);
		constructor.setAccessible(true);
		ReflectionTestUtils.setField(this.clock, "anchor", constructor.newInstance(instant, nanos));
	}

}
