package io.github.connectionpool.test;

import java.util.Map;

import com.shop.ParallelCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that run at the same time answer for their own connections.
 */
class ParallelTests {

	@AfterEach
	void waitAsUsual() {
		System.clearProperty(Wait.PROPERTY);
	}

	@Test
	void eachTestAnswersForItsOwnConnections() {
		System.setProperty(Wait.PROPERTY, "50ms");
		Launched launched = Launched.run(Map.of("junit.jupiter.execution.parallel.enabled", "true",
				"junit.jupiter.execution.parallel.mode.default", "concurrent",
				"junit.jupiter.execution.parallel.config.strategy", "fixed",
				"junit.jupiter.execution.parallel.config.fixed.parallelism", "4"), (test) -> {
				}, ParallelCases.class);
		assertThat(launched.results()).hasSize(4);
		assertThat(launched.hasPassed("healthy")).isTrue();
		assertThat(launched.hasPassed("sharingAWorker")).isTrue();
		for (String leaking : new String[] { "leakingItself", "leakingOnItsThread" }) {
			assertThat(launched.failure(leaking)).isInstanceOf(OpenConnectionsError.class)
				.hasMessageContaining(
						"The test ParallelCases." + leaking + "() has ended with 1 connection still borrowed:")
				.hasMessageContaining("at com.shop.ParallelCases.");
		}
	}

}
