package io.github.connectionpool.health;

import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.PoolRegistry;

import static org.assertj.core.api.Assertions.assertThatNoException;

class HealthEdgeCaseTests {

	@Test
	void aPoolThatCannotBeReadDoesNotBreakTheHealthOfTheOthers() {
		PoolHealthIndicator indicator = new PoolHealthIndicator(
				TestPools.pool("dataSource", new TestPools.Numbers().failure(new IllegalStateException("broken"))),
				TestPools.monitor(new PoolRegistry()), TestPools.ends(), TestPools.THRESHOLDS, Status.OUT_OF_SERVICE);
		assertThatNoException().isThrownBy(indicator::health);
	}

}
