package io.github.connectionpool.internal.timing;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StandstillTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final Standstill standstill = new Standstill();

	@Test
	void theFirstCheckEndsNone() {
		assertThat(this.standstill.end(500 * SECOND, SECOND)).isZero();
	}

	@Test
	void aCheckOnABusyMachineEndsNone() {
		this.standstill.checked(0);
		assertThat(this.standstill.end(6 * SECOND, SECOND)).isZero();
	}

	@Test
	void aCheckThatIsLateByMoreEndsOneWithoutTheIntervalThatWasDue() {
		this.standstill.checked(0);
		assertThat(this.standstill.end(3601 * SECOND, SECOND)).isEqualTo(3600 * SECOND);
	}

	@Test
	void theSameTimeIsToldOnce() {
		this.standstill.checked(0);
		this.standstill.end(3601 * SECOND, SECOND);
		assertThat(this.standstill.end(3602 * SECOND, SECOND)).isZero();
	}

	@Test
	void aLongIntervalIsNone() {
		this.standstill.checked(0);
		assertThat(this.standstill.end(60 * SECOND, 60 * SECOND)).isZero();
	}

	@Test
	void aClockThatRunsOverIsNone() {
		this.standstill.checked(Long.MAX_VALUE - SECOND);
		assertThat(this.standstill.end(Long.MIN_VALUE + SECOND, SECOND)).isZero();
	}

}
