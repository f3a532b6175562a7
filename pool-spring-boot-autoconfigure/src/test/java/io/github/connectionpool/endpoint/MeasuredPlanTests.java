package io.github.connectionpool.endpoint;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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

	private PoolParts parts() {
		this.pools.add(this.pool);
		return Objects.requireNonNull(new ConnectionPoolEndpoint(this.pools,
				TestPools.knowledge(this.pools, Duration.ofDays(1)), Show.NEVER, List.of())
			.parts("dataSource"));
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
