package io.github.connectionpool.test;

import com.shop.HealthyCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No test fails that has returned its connections.
 */
class HealthyTests {

	@AfterEach
	void waitAsUsual() {
		System.clearProperty(Wait.PROPERTY);
	}

	@Test
	void healthyTestsDoNotFail() {
		System.setProperty(Wait.PROPERTY, "1s");
		Launched launched = Launched.run(HealthyCases.class);
		assertThat(launched.results()).hasSize(15)
			.allSatisfy((test, failure) -> assertThat(failure).as(test).isEmpty());
	}

}
