package io.github.connectionpool.sample.scenario;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.github.connectionpool.sample.SampleTest;

import static org.assertj.core.api.Assertions.assertThat;

@SampleTest
class ScenarioPagesTests {

	private final RestTestClient client;

	@Autowired
	ScenarioPagesTests(RestTestClient client) {
		this.client = client;
	}

	@Test
	void everyScenarioIsListedWithTheCommandThatStartsIt() {
		List<ScenarioDescription> scenarios = this.client.get()
			.uri("/scenarios")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(new ParameterizedTypeReference<List<ScenarioDescription>>() {
			})
			.returnResult()
			.getResponseBody();
		assertThat(scenarios).extracting(ScenarioDescription::name)
			.containsExactlyInAnyOrder("forgotten-close", "http-in-transaction", "leak-on-exception",
					"long-transaction", "nested-requires-new", "session-advisory-lock", "slow-query", "slow-stream");
		assertThat(scenarios).allSatisfy((scenario) -> {
			assertThat(scenario.description()).endsWith(".");
			assertThat(scenario.start()).startsWith("curl -X POST 'http://").contains("/scenarios/" + scenario.name());
		});
	}

	@Test
	void straightToPostgresOnlyOneConnectionGetsTheAdvisoryLock() {
		this.client.post()
			.uri("/scenarios/session-advisory-lock")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.message")
			.isEqualTo("The first connection got the lock, the second was refused it");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"',
			textBlock = """
					slow-query?seconds=0,              "Parameter 'seconds' must be a whole number from 1 to 600, but '0' was given"
					slow-query?seconds=ten,            "Parameter 'seconds' must be a whole number from 1 to 600, but 'ten' was given"
					nested-requires-new?parallel=51,   "Parameter 'parallel' must be a whole number from 1 to 50, but '51' was given"
					""")
	void aBadParameterIsRefusedWithAMessage(String scenario, String message) {
		this.client.post()
			.uri("/scenarios/" + scenario)
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo(message);
	}

	@Test
	void anUnknownScenarioIsNotFound() {
		this.client.post()
			.uri("/scenarios/fly")
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("There is no scenario 'fly'; GET /scenarios lists them");
	}

}
