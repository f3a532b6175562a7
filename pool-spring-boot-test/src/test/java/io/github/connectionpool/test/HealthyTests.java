package io.github.connectionpool.test;

import com.shop.HealthyCases;
import com.shop.RequestCases;
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
	void testsWithRequestsDoNotFail() {
		System.setProperty(Wait.PROPERTY, "200ms");
		Launched launched = Launched.run(RequestCases.class);
		assertThat(launched.results()).hasSize(2).allSatisfy((test, failure) -> assertThat(failure).as(test).isEmpty());
	}

	@Test
	void healthyTestsDoNotFail() {
		System.setProperty(Wait.PROPERTY, "1s");
		Launched launched = Launched.run(HealthyCases.class);
		assertThat(launched.results()).hasSize(15)
			.allSatisfy((test, failure) -> assertThat(failure).as(test).isEmpty());
	}

}
