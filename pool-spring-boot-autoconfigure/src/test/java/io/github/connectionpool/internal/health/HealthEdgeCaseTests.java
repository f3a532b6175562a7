package io.github.connectionpool.internal.health;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.PoolRegistry;

import static org.assertj.core.api.Assertions.assertThatNoException;

class HealthEdgeCaseTests {

	@Test
	void aPoolThatCannotBeReadDoesNotBreakTheHealthOfTheOthers() {
		PoolHealth health = new PoolHealth(TestPools.monitor(new PoolRegistry()), TestPools.ends(),
				TestPools.THRESHOLDS, "OUT_OF_SERVICE");
		assertThatNoException().isThrownBy(() -> health
			.read(TestPools.pool("dataSource", new TestPools.Numbers().failure(new IllegalStateException("broken")))));
	}

}
