package io.github.connectionpool.sample.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.github.connectionpool.sample.SampleTest;

import static org.assertj.core.api.Assertions.assertThat;

@SampleTest
class StartPageTests {

	private final RestTestClient client;

	@Autowired
	StartPageTests(RestTestClient client) {
		this.client = client;
	}

	@Test
	void theStartPageLeadsToThePageOfThePool() {
		assertThat(read("/", MediaType.TEXT_HTML)).contains("href=\"actuator/connectionpool\"", "id=\"scenarios\"",
				"id=\"traffic\"");
		assertThat(read("/actuator/connectionpool", MediaType.TEXT_HTML)).startsWith("<!doctype html>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/start.js", "/start.css" })
	void itsScriptAndStyleAreThere(String path) {
		assertThat(read(path, MediaType.ALL)).isNotEmpty();
	}

	private String read(String path, MediaType type) {
		return String.valueOf(this.client.get()
			.uri(path)
			.accept(type)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

}
