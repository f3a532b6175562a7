package io.github.connectionpool.internal.sizing;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link IdleSaving}.
 */
class IdleSavingTests {

	/**
	 * 3.2 connections are in use. By Erlang C 60 % of the borrows wait for one of four,
	 * and of all 12 % longer than 100 ms; 29 % wait for one of five, 0.8 % longer than
	 * that.
	 */
	private static final Demand DEMAND = Demand.of(1, 64, Duration.ofMillis(50), Duration.ofMillis(100));

	/**
	 * Without 2.6 of the 3.2 a hold is 9.375 ms. 60 % of the borrows wait for the one
	 * connection, 0.84 % longer than 100 ms.
	 */
	@Test
	void thePoolIsPlannedForTheRestOfTheHoldTime() {
		IdleSaving saving = IdleSaving.of(DEMAND.get(), 2 / 3.2, 0.6 / 3.2);
		assertThat(saving.before().instance().connections()).isEqualTo(5);
		assertThat(saving.after().instance().connections()).isEqualTo(1);
		assertThat(saving.after().instance()).isEqualTo(PoolQueue.of(1, 64, Duration.ofNanos(9_375_000), 1));
		assertThat(saving.isAny()).isTrue();
		assertThat(saving.statement("GET /orders"))
			.isEqualTo("For 81.3 % of the time that connections are held no statement runs, mostly in GET /orders. If"
					+ " they were returned meanwhile, the instance would need a pool of 1 instead of 5.");
	}

	@Test
	void aFleetSavesInEachInstance() {
		CapacityDemand fleet = Demand.of(50, 3200, Duration.ofMillis(50), Duration.ofMillis(100))
			.withServerLimit(197)
			.get();
		assertThat(IdleSaving.of(fleet, 2 / 3.2, 0.6 / 3.2).statement(""))
			.isEqualTo("For 81.3 % of the time that connections are held no statement runs. If they were returned"
					+ " meanwhile, each instance would need a pool of 1 instead of 5, 200 fewer in all. A pooler would"
					+ " not be needed.");
	}

	@Test
	void whereNoConnectionWouldBeFewerThereIsNoSaving() {
		IdleSaving saving = IdleSaving.of(Demand.of(1, 1, Duration.ofMillis(5), Duration.ofMillis(100)).get(), 0.5,
				0.3);
		assertThat(saving.before().instance().connections()).isEqualTo(1);
		assertThat(saving.isAny()).isFalse();
	}

	@Test
	void idlenessInsideOfATransactionIsAllTakenOffTheServersTime() {
		CapacityDemand demand = DEMAND.withServerTime(Duration.ofMillis(45)).get().withoutIdle(0.5, 0.1);
		assertThat(demand.holdTime()).isEqualTo(Duration.ofMillis(20));
		assertThat(demand.serverTime()).isEqualTo(Duration.ofMillis(20));
		assertThat(DEMAND.withServerTime(Duration.ofMillis(30)).get().withoutIdle(0.5, 0.1).serverTime())
			.isEqualTo(Duration.ofMillis(5));
	}

	@Test
	void idlenessOutsideOfATransactionLeavesTheServersTimeAsItIs() {
		CapacityDemand demand = DEMAND.withServerTime(Duration.ofMillis(10)).get().withoutIdle(0, 0.6);
		assertThat(demand.holdTime()).isEqualTo(Duration.ofMillis(20));
		assertThat(demand.serverTime()).isEqualTo(Duration.ofMillis(10));
	}

	@Test
	void aTimeInTransactionsThatIsNotKnownStaysUnknown() {
		assertThat(DEMAND.get().withoutIdle(0.2, 0.2).serverTime()).isNull();
	}

	@Test
	void aMicrosecondIsLeft() {
		CapacityDemand demand = DEMAND.withServerTime(Duration.ofMillis(1)).get().withoutIdle(1, 0);
		assertThat(demand.holdTime()).isEqualTo(Duration.ofNanos(1000));
		assertThat(demand.serverTime()).isEqualTo(Duration.ofNanos(1000));
	}

	@Test
	void pgBouncersPoolIsSmallerOnlyByIdlenessInTransactions() {
		CapacityDemand fleet = Demand.of(50, 3200, Duration.ofMillis(50), Duration.ofMillis(100))
			.withServerLimit(40)
			.withServerTime(Duration.ofMillis(5))
			.get();
		assertThat(IdleSaving.of(fleet, 0, 0.8).statement("")).doesNotContain("default_pool_size");
		assertThat(IdleSaving.of(fleet, 0.05, 0.75).statement("")).contains("For PgBouncer a default_pool_size of");
	}

	@Test
	void refusesSharesThatAreNone() {
		assertThatIllegalArgumentException().isThrownBy(() -> IdleSaving.of(DEMAND.get(), -0.1, 0))
			.withMessage("inTransaction was -0.1, allowed is a number from 0 to 1");
		assertThatIllegalArgumentException().isThrownBy(() -> IdleSaving.of(DEMAND.get(), 0, Double.NaN))
			.withMessageStartingWith("outside was NaN");
	}

}
