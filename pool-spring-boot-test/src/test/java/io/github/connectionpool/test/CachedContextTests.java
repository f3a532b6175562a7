package io.github.connectionpool.test;

import com.shop.CachedCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contexts are cached as without the module, and a test answers for itself only.
 */
class CachedContextTests {

	@BeforeEach
	void waitForAMoment() {
		System.setProperty(Wait.PROPERTY, "50ms");
	}

	@AfterEach
	void waitAsUsual() {
		System.clearProperty(Wait.PROPERTY);
	}

	@Test
	void aTestDoesNotAnswerForAnEarlierOneInTheSameContext() {
		Launched launched = Launched.run(CachedCases.First.class, CachedCases.Second.class);
		assertThat(launched.results()).hasSize(2);
		assertThat(launched.failure("leaking")).isInstanceOf(OpenConnectionsError.class);
		assertThat(launched.hasPassed("healthy")).isTrue();
		assertThat(CachedCases.CONTEXTS).hasSize(1);
	}

	@Test
	void aLeakIsFoundAfterItsContextWasClosed() {
		Launched launched = Launched.run(CachedCases.Closed.class);
		assertThat(launched.failure("leakingIntoAClosedContext")).isInstanceOf(OpenConnectionsError.class)
			.hasMessageContaining("at com.shop.CachedCases$Closed.leakingIntoAClosedContext(CachedCases.java:");
		assertThat(launched.hasPassed("healthyInANewContext")).isTrue();
	}

}
