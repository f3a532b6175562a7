package io.github.connectionpool.sample.scenario;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.github.connectionpool.sample.SampleTest;

import static org.assertj.core.api.Assertions.assertThat;

@SampleTest
@TestPropertySource(properties = { "spring.datasource.hikari.maximum-pool-size=2",
		"spring.datasource.hikari.connection-timeout=300" })
@DirtiesContext
class FullPoolTests {

	private final RestTestClient client;

	@Autowired
	FullPoolTests(RestTestClient client) {
		this.client = client;
	}

	@BeforeEach
	void fillThePool() {
		for (int i = 0; i < 2; i++) {
			this.client.post().uri("/scenarios/forgotten-close").exchange();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/customers/1", "/customers/1/orders" })
	void aPageThatGetsNoConnectionSaysSo(String path) {
		this.client.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isEqualTo(503)
			.expectBody()
			.jsonPath("$.detail")
			.value(String.class, (detail) -> assertThat(detail).contains("Connection is not available"));
	}

}
