package io.github.connectionpool.internal.sizing;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link CapacityDemand}.
 */
class CapacityDemandTests {

	private static final Demand DEMAND = Demand.of(50, 2000, Duration.ofMillis(50), Duration.ofMillis(10));

	@ParameterizedTest
	@CsvSource({ "NaN, NaN", "Infinity, Infinity", "-Infinity, -Infinity", "0, 0", "-0.0, 0", "-2, -2",
			"1000000.01, 1000000.01", "1e300, 1.0E+300" })
	void refusesARateThatIsNone(double rate, String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Demand.of(1, rate, Duration.ofMillis(50), Duration.ZERO))
			.withMessage("requestRate was " + text + ", allowed is a number above 0 and at most 1000000");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1, Integer.MIN_VALUE, 100_001, Integer.MAX_VALUE })
	void refusesWhatIsNoNumberOfInstancesOrConnections(int number) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Demand.of(number, 1, Duration.ofMillis(50), Duration.ZERO))
			.withMessage("instances was " + number + ", allowed is a whole number from 1 to 100000");
		assertThatIllegalArgumentException().isThrownBy(() -> DEMAND.withServerLimit(number))
			.withMessage("serverLimit was " + number + ", allowed is a whole number from 1 to 100000");
		assertThatIllegalArgumentException().isThrownBy(() -> DEMAND.withPoolSize(number))
			.withMessage("poolSize was " + number + ", allowed is a whole number from 1 to 100000");
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, 0 s", "PT-0.05S, -50 ms", "PT0.000000999S, 0.000999 ms", "PT1H0.001S, 1 h 1 ms",
			"PT9223372036854775807S, 106751991167300 d 15 h 30 min 7 s" })
	void refusesAHoldTimeThatIsNone(Duration time, String text) {
		String message = "holdTime was " + text + ", allowed is a time from 0.001 ms to 1 h";
		assertThatIllegalArgumentException().isThrownBy(() -> Demand.of(1, 1, time, Duration.ZERO))
			.withMessage(message);
		assertThatIllegalArgumentException().isThrownBy(() -> DEMAND.withHoldTime(time)).withMessage(message);
	}

	@Test
	void refusesATargetThatIsNone() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Demand.of(1, 1, Duration.ofMillis(50), Duration.ofMillis(-1)))
			.withMessage("targetWait was -1 ms, allowed is a time from 0 s to 1 h");
	}

	@ParameterizedTest
	@CsvSource({ "NaN, NaN", "-0.001, -0.001", "1001, 1001", "Infinity, Infinity" })
	void refusesAVariationThatIsNone(double scv, String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> DEMAND.withHoldTimeScv(scv))
			.withMessage("holdTimeScv was " + text + ", allowed is a number from 0 to 1000");
	}

	@Test
	void refusesTransactionsThatAreLongerThanTheHold() {
		assertThatIllegalArgumentException().isThrownBy(() -> DEMAND.withServerTime(Duration.ofMillis(51)))
			.withMessage("serverTime was 51 ms, allowed is a time from 0.001 ms to 50 ms");
	}

	@Test
	void refusesMoreThanAMillionConnectionsInUse() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Demand.of(100_000, 1_000_000, Duration.ofHours(1), Duration.ZERO))
			.withMessage("requestRate × holdTime was 3600000000, allowed is a number from 0 to 1000000");
	}

	@Test
	@SuppressWarnings("NullAway")
	void refusesNoTimes() {
		assertThatIllegalArgumentException().isThrownBy(() -> Demand.of(1, 1, null, Duration.ZERO))
			.withMessage("'holdTime' must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> Demand.of(1, 1, Duration.ofMillis(50), null))
			.withMessage("'targetWait' must not be null");
	}

	@Test
	void slowerStatementsMakeTransactionsLongerInProportion() {
		CapacityDemand slower = DEMAND.withServerTime(Duration.ofMillis(20)).withHoldTime(Duration.ofMillis(500)).get();
		assertThat(slower.holdTime()).isEqualTo(Duration.ofMillis(500));
		assertThat(slower.serverTime()).isEqualTo(Duration.ofMillis(200));
		assertThat(DEMAND.withServerTime(Duration.ofMillis(50)).withHoldTime(Duration.ofNanos(1000)).get().serverTime())
			.isEqualTo(Duration.ofNanos(1000));
	}

	@Test
	void changesOneThingAndKeepsTheOthers() {
		Demand all = DEMAND.withHoldTimeScv(2.5)
			.withServerTime(Duration.ofMillis(10))
			.withServerLimit(97)
			.withPoolSize(10);
		assertThat(all.get()).isEqualTo(new CapacityDemand(50, 2000, Duration.ofMillis(50), 2.5, Duration.ofMillis(10),
				97, Duration.ofMillis(10), 10));
		assertThat(all.withHoldTimeScv(null).withServerTime(null).withServerLimit(null).withPoolSize(null))
			.isEqualTo(DEMAND);
	}

}
