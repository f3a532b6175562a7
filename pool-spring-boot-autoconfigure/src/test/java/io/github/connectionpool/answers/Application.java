package io.github.connectionpool.answers;

import java.util.Objects;

import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

import io.github.connectionpool.TestPools;

/**
 * Asks an application over HTTP; an error is an answer like any other.
 */
final class Application {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final RestClient client;

	Application(int port) {
		this.client = RestClient.builder()
			.baseUrl("http://localhost:" + port)
			.defaultStatusHandler((status) -> true, (request, response) -> {
			})
			.build();
	}

	String get(String path) {
		return Objects.requireNonNull(this.client.get().uri(path).retrieve().body(String.class));
	}

	/** As the endpoint answers, masked. */
	String pools(String path) {
		return Mask.json(get("/actuator/connectionpool" + path));
	}

	/** The details of each pool, masked. */
	String health() {
		return Mask.json(String.valueOf(MAPPER.readTree(get("/actuator/health/connectionPool")).get("components")));
	}

	/** The meters, without values. */
	String meters() {
		return Mask.scrape(get("/actuator/prometheus"));
	}

	/** Waits until the server of a pool was read, so that no answer depends on it. */
	void awaitServer(String pool) {
		TestPools.await().until(() -> get("/actuator/connectionpool/" + pool).contains("\"readAt\""));
	}

}
