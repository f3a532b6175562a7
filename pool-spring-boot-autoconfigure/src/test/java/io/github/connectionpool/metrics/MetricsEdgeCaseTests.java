package io.github.connectionpool.metrics;

import java.time.Duration;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.PoolRegistry;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class MetricsEdgeCaseTests {

	@Test
	void aPoolThatReplacesAnotherDoesNotMakeMicrometerWarn(CapturedOutput output) {
		PoolRegistry pools = new PoolRegistry();
		new PoolMeters(pools, TestPools.monitor(pools), Duration.ZERO).bindTo(new SimpleMeterRegistry());
		pools.add(TestPools.pool("dataSource", new TestPools.Numbers()));
		pools.add(TestPools.pool("dataSource", new TestPools.Numbers()));
		assertThat(output).doesNotContain("already registered");
	}

}
