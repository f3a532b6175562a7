package io.github.connectionpool.sample;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@SampleTest
class ActuatorTests {

	private final RestTestClient client;

	@Autowired
	ActuatorTests(RestTestClient client) {
		this.client = client;
	}

	@Test
	void healthIsUpAndShowsDetails() {
		this.client.get()
			.uri("/actuator/health")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo("UP")
			.jsonPath("$.components.db")
			.doesNotExist();
	}

	@Test
	void infoTellsWhereTheEmbeddedDatabaseIs() {
		this.client.get()
			.uri("/actuator/info")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.database")
			.value(String.class, (url) -> assertThat(url).startsWith("jdbc:postgresql://localhost:"));
	}

}
