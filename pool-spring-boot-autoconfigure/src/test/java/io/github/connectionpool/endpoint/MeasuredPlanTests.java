package io.github.connectionpool.endpoint;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.Show;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MeasuredPlanTests {

	private final PoolRegistry pools = new PoolRegistry();

	private final TestPools.Numbers numbers = new TestPools.Numbers().jdbcUrl("jdbc:postgresql://db/shop");

	private final MonitoredPool pool = TestPools.pool("dataSource", this.numbers);

	private final Knowledge knowledge = TestPools.knowledge(this.pools, Duration.ofDays(1));

	@BeforeEach
	void addPool() {
		this.pools.add(this.pool);
	}

	@Test
	void aHandfulOfReturnsIsNothingToPlanWith() {
		hold(99);
		assertThat(parts().measuredPlan()).isNull();
		assertThatIllegalArgumentException().isThrownBy(() -> parts().plan(Map.of()))
			.withMessageContaining("requestRate is missing: fewer than 100 connections");
		hold(1);
		assertThat(parts().measuredPlan()).isNotNull();
	}

	/** A batch beside ten thousand requests varies more than can be calculated with. */
	@Test
	void holdsThatVaryWithoutMeasureCanBePlannedWith() throws Exception {
		Checkout batch = borrow();
		long start = System.nanoTime();
		hold(3000);
		// ten times as long as the others together, however slow the machine is
		Duration others = Duration.ofNanos(System.nanoTime() - start);
		TestPools.await().until(() -> batch.held(System.nanoTime()).compareTo(others.multipliedBy(10)) > 0);
		this.pool.returned(batch);
		assertThat(this.pool.held().recent().scv()).isGreaterThan(1000);
		assertThat(parts().plan(Map.of()).connectionsPerInstance()).isPositive();
		assertThat(parts().pgBouncerIni(Map.of())).contains("[pgbouncer]");
	}

	@Test
	void whatIsAskedForIsLookedAtAlsoWhereItIsNotNeeded() {
		assertThatIllegalArgumentException().isThrownBy(() -> parts().pgBouncerIni(Map.of("requestRate", "many")))
			.withMessageContaining("requestRate was 'many'");
	}

	@Test
	void beforeAnotherDatabaseAnotherPoolerIsNamed() {
		this.numbers.jdbcUrl("jdbc:mariadb://db/shop");
		Map<String, String> given = Map.of("instances", "50", "requestRate", "2000", "holdMillis", "50", "serverLimit",
				"97");
		assertThat(parts().plan(Map.copyOf(given)).statement()).endsWith("as ProxySQL.");
		assertThat(parts().isPostgres()).isFalse();
	}

	/**
	 * Of two connections one runs a statement, and one is idle. 64 borrows in a second of
	 * 50 ms need five connections. Of 25 ms they need three: by Erlang C 27 % wait for
	 * one of three, 0.1 % longer than 100 ms, but 71 % for one of two, 14 % so long.
	 */
	@Test
	void thePlanTellsTheSavingOfAReturnWhileNoStatementRuns() {
		measure(10_000, Duration.ofMillis(50));
		Checkout executes = borrow("GET", "/carts");
		executes.beginStatement("select 1");
		borrow("GET", "/orders");
		sample(121);
		PlanView plan = parts().plan(Map.of("requestRate", "64", "holdTimeScv", "1"));
		assertThat(plan.connectionsPerInstance()).isEqualTo(5);
		assertThat(plan.withoutIdle()).isNotNull().satisfies((without) -> {
			assertThat(without.idleShare()).isEqualTo(0.5);
			assertThat(without.connectionsPerInstance()).isEqualTo(3);
			assertThat(without.connectionsInAll()).isEqualTo(3);
			assertThat(without.statement())
				.isEqualTo("For 50 % of the time that connections are held no statement runs, mostly in GET /orders. If"
						+ " they were returned meanwhile, the instance would need a pool of 3 instead of 5.");
		});
	}

	@Test
	void withoutAMeasuredHoldTimeOrALoadOrASavingThePlanTellsNone() {
		measure(10_000, Duration.ofMillis(50));
		Map<String, String> given = Map.of("requestRate", "64", "holdTimeScv", "1");
		assertThat(parts().plan(Map.copyOf(given)).withoutIdle()).as("no load").isNull();
		borrow("GET", "/orders");
		sample(121);
		assertThat(parts().plan(Map.copyOf(given)).withoutIdle()).isNotNull();
		assertThat(parts().plan(Map.of("requestRate", "64", "holdMillis", "50")).withoutIdle()).as("given").isNull();
		assertThat(parts().plan(Map.of("requestRate", "0.1", "holdTimeScv", "1")).withoutIdle()).as("no saving")
			.isNull();
	}

	@Test
	void connectionsThatHaveNotComeBackSayNothingOfTheHoldsThatEnded() {
		measure(100, Duration.ofMillis(1));
		borrow("GET", "/orders");
		sample(121);
		// a tenth of a second in all, of a time that goes on
		TestPools.await()
			.until(() -> parts().plan(Map.of("requestRate", "3200", "holdTimeScv", "1")).withoutIdle() == null);
	}

	private PoolParts parts() {
		return Objects.requireNonNull(
				new ConnectionPoolEndpoint(this.pools, this.knowledge, Show.NEVER, List.of()).parts("dataSource"));
	}

	private void measure(int count, Duration hold) {
		for (int i = 0; i < count; i++) {
			this.pool.held().record(0, hold.toNanos());
		}
	}

	private void sample(int seconds) {
		for (int i = 0; i <= seconds; i++) {
			this.knowledge.monitor().history(this.pool).load().sample(this.pool, Duration.ofSeconds(i).toNanos());
		}
	}

	private Checkout borrow(String method, String path) {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(),
				new CheckoutContext(null, new CheckoutContext.Request(method, path), null, null));
	}

	private void hold(int times) {
		for (int i = 0; i < times; i++) {
			this.pool.returned(borrow());
		}
	}

	private Checkout borrow() {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
	}

}
