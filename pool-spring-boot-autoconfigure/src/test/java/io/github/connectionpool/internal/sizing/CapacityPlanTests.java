package io.github.connectionpool.internal.sizing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link CapacityPlan}.
 */
class CapacityPlanTests {

	/** Fifty instances behind a load balancer. */
	private static final Demand FLEET = Demand.of(50, 2000, Duration.ofMillis(50), Duration.ofMillis(10))
		.withServerLimit(197);

	@Test
	void fiftyInstancesNeedFarMoreTogetherThanAreInUse() {
		CapacityPlan plan = FLEET.plan();
		assertThat(plan.instance().connections()).isEqualTo(6);
		assertThat(plan.instance().utilization()).isCloseTo(2.0 / 6, within(1e-9));
		assertThat(plan.connections()).isEqualTo(300);
		assertThat(plan.serverTakesIt()).isFalse();
		assertThat(plan.pgBouncerNeeded()).isTrue();
	}

	@Test
	void pgBouncerSharesOneQueueAmongAllInstancesAndNeedsFewer() {
		PgBouncerPlan plan = FLEET.plan().pgBouncer();
		assertThat(plan).isNotNull();
		assertThat(plan.queue()).isEqualTo(PoolQueue.smallest(2000, Duration.ofMillis(50), 1, Duration.ofMillis(10)));
		assertThat(plan.defaultPoolSize()).isBetween(101, 130);
		assertThat(plan.clientConnections()).isEqualTo(300);
		assertThat(plan.multiplexingRatio()).isEqualTo(300.0 / plan.defaultPoolSize());
		assertThat(plan.serverTakesIt()).isTrue();
		assertThat(plan.atLimit()).isNull();
	}

	@Test
	void pgBouncerNeedsEvenFewerWhereTransactionsAreShorterThanHolds() {
		PgBouncerPlan plan = FLEET.withServerTime(Duration.ofMillis(5)).plan().pgBouncer();
		assertThat(plan).isNotNull();
		assertThat(plan.queue().utilization() * plan.defaultPoolSize()).isCloseTo(10, within(1e-9));
		assertThat(plan.defaultPoolSize()).isBetween(11, 20);
	}

	@Test
	void whenTheDatabaseBecomesTenTimesSlowerTheCurrentPoolsCannotKeepUp() {
		Demand demand = FLEET.withPoolSize(10);
		CapacityPlan before = demand.plan();
		CapacityPlan after = demand.withHoldTime(Duration.ofMillis(500)).plan();
		assertThat(before.current()).isNotNull().satisfies((now) -> {
			assertThat(now.utilization()).isCloseTo(0.2, within(1e-9));
			assertThat(now.p99Wait()).isZero();
		});
		assertThat(after.current()).isNotNull().satisfies((now) -> {
			assertThat(now.utilization()).isCloseTo(2, within(1e-9));
			assertThat(now.isStable()).isFalse();
		});
		assertThat(after.instance().connections()).isGreaterThan(20);
		assertThat(after.statement()).contains("With the current maximum of 10 the queue grows without end, for the"
				+ " utilization would be 200 %, so requests time out until fewer come.");
	}

	@Test
	void aDemandThatNotEvenPgBouncerMeetsIsAnAnswer() {
		CapacityPlan plan = FLEET.withHoldTime(Duration.ofMillis(500)).plan();
		assertThat(plan.serverTakesIt()).isFalse();
		assertThat(plan.pgBouncer()).isNotNull().satisfies((pgBouncer) -> {
			assertThat(pgBouncer.serverTakesIt()).isFalse();
			assertThat(pgBouncer.defaultPoolSize()).isGreaterThan(1000);
			assertThat(pgBouncer.atLimit()).isNotNull()
				.satisfies((queue) -> assertThat(queue.isStable()).isFalse())
				.satisfies((queue) -> assertThat(queue.connections()).isEqualTo(197));
		});
		assertThat(plan.statement()).contains("PgBouncer alone is not enough: it would need ",
				"with 197 the queue grows without end, for the utilization would be 508 %.");
	}

	@Test
	void aSmallFleetNeedsNoPgBouncer() {
		CapacityPlan plan = Demand.of(4, 400, Duration.ofMillis(50), Duration.ofMillis(20))
			.withHoldTimeScv(2.0)
			.withServerLimit(97)
			.withPoolSize(10)
			.plan();
		assertThat(plan.serverTakesIt()).isTrue();
		assertThat(plan.pgBouncer()).isNull();
		assertThat(plan.connections()).isEqualTo(4L * plan.instance().connections());
		assertThat(plan.instance().keeps(Duration.ofMillis(20))).isTrue();
	}

	@Test
	void withoutTheServersLimitNobodyCanSayWhetherItTakesIt() {
		assertThat(FLEET.withServerLimit(null).plan().serverTakesIt()).isNull();
		CapacityPlan huge = FLEET.withServerLimit(null).withHoldTime(Duration.ofMillis(500)).plan();
		assertThat(huge.serverTakesIt()).isFalse();
	}

	@Test
	void moreInstancesThanConnectionsIsAnAnswer() {
		CapacityPlan plan = Demand.of(98, 10, Duration.ofMillis(5), Duration.ofMillis(10)).withServerLimit(97).plan();
		assertThat(plan.instance().connections()).isOne();
		assertThat(plan.pgBouncerNeeded()).isTrue();
		assertThat(plan.statement()).contains("Without it not even a pool of 1 for each instance fits.",
				"default_pool_size=");
	}

	@Test
	void saysWhatToDo() {
		assertThat(FLEET.withPoolSize(10).plan().statement())
			.startsWith(
					"Give each of 50 instances a pool of 6: at 40 requests/s that hold for 50 ms, the utilization is"
							+ " 33.3 %, ")
			.contains(
					"(target 10 ms). With the current maximum of 10 the utilization is 20 % and 99 % do not wait, which keeps the target with 4 to spare. PgBouncer is needed: pool 6 × instances 50 = 300"
							+ " connections, 103 more than the 197 the server gives. Without it each instance may"
							+ " have a pool of 3 at most. With that the utilization is 66.7 %, 44.4 % of the requests"
							+ " wait, and 99 % wait no longer than 190 ms. ",
					"In PgBouncer set pool_mode=transaction, default_pool_size=",
					" and max_client_conn of at least 300: ");
	}

	@Test
	void aPoolThatIsLargerThanWhatFitsIsComparedWithWhatFits() {
		assertThat(PoolQueue.of(3, 40, Duration.ofMillis(50), 1).p99Wait()).isBetween(Duration.ofMillis(185),
				Duration.ofMillis(195));
		assertThat(FLEET.plan().statement()).contains("Without it each instance may have a pool of 3 at most. With that"
				+ " the utilization is 66.7 %, 44.4 % of the requests wait, and 99 % wait no longer than 190 ms.");
		assertThat(FLEET.withServerLimit(49).plan().statement()).doesNotContain("With that the");
		assertThat(FLEET.withServerLimit(300).plan().statement()).doesNotContain("Without it", "With that the");
	}

	@Test
	void speaksOfOneInstanceAsOfOne() {
		assertThat(Demand.of(1, 10, Duration.ofMillis(5), Duration.ZERO).plan().statement()).startsWith(
				"Give the instance a pool of 2: at 10 requests/s that hold for 5 ms, the utilization is 2.5 % and"
						+ " 99 % do not wait (target 0 s). Compare the total, ");
	}

	@Test
	void saysWhatItAssumes() {
		assertThat(FLEET.plan().assumptions()).hasSize(7)
			.anySatisfy((sentence) -> assertThat(sentence).contains("Poisson"))
			.anySatisfy((sentence) -> assertThat(sentence).contains("each instance the same share"))
			.anySatisfy((sentence) -> assertThat(sentence).contains("variance is not known"))
			.anySatisfy((sentence) -> assertThat(sentence).contains("time in transactions is not known"));
		assertThat(Demand.of(1, 10, Duration.ofMillis(5), Duration.ZERO).withHoldTimeScv(3.0).plan().assumptions())
			.hasSize(4)
			.anySatisfy((sentence) -> assertThat(sentence)
				.contains("variation of 3; waits are M/M/c (Erlang C)" + " corrected for that"));
	}

	@ParameterizedTest
	@CsvSource({ "1, 1000000, PT1S, 0, PT0S", "100000, 1000000, PT1S, 1000, PT0S", "1, 999999, PT1S, 1000, PT1H",
			"1, 277, PT1H, 4, PT0.001S", "1, 4.9E-324, PT0.000001S, 1, PT0S", "1, 1000000, PT0.000001S, 1000, PT0S" })
	@Timeout(value = 20, unit = TimeUnit.SECONDS)
	void hugeAndTinyDemandsAreAnsweredToo(int instances, double rate, Duration holdTime, double scv, Duration target) {
		CapacityPlan plan = Demand.of(instances, rate, holdTime, target).withHoldTimeScv(scv).plan();
		assertThat(plan.instance().keeps(target)).isTrue();
		assertThat(plan.statement()).doesNotContain("NaN", "Infinity");
	}

	@Test
	@SuppressWarnings("NullAway")
	void refusesNoDemand() {
		assertThatIllegalArgumentException().isThrownBy(() -> CapacityPlan.of(null))
			.withMessage("'demand' must not be null");
	}

}
