package io.github.connectionpool.sample.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.github.connectionpool.sample.SampleTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The answers of a shop whose pool of five is filled with leaks.
 */
@SampleTest
@TestPropertySource(properties = { "connectionpool.utilization.sustain=1s", "connectionpool.check-interval=200ms" })
@DirtiesContext
class FiveLeaksTests {

	private static final String POOL = "$.components.connectionPool.components.dataSource.status";

	private final RestTestClient client;

	@Autowired
	FiveLeaksTests(RestTestClient client) {
		this.client = client;
	}

	@Test
	void fiveLeaksShowTheirLineFillThePoolAndTakeTheApplicationOutOfService() throws IOException {
		leak(4);
		Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertHealth(200, "WARNING"));
		leak(1);
		Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertHealth(503, "OUT_OF_SERVICE"));

		String pool = get("/actuator/connectionpool/dataSource", 200);
		List<String> callSites = JsonPath.read(pool, "$.checkouts[*].callSite");
		assertThat(callSites).hasSize(5)
			.allSatisfy((callSite) -> assertThat(line(callSite)).contains("getConnection()"));
		assertThat(JsonPath.<Integer>read(pool, "$.callSites[0].count")).isEqualTo(5);
		assertThat(JsonPath.<String>read(pool, "$.status")).isEqualTo("CRITICAL");

		assertThat(get("/actuator/prometheus", 200))
			.contains("connectionpool_utilization_ratio{pool=\"dataSource\"} 1.0");
	}

	private void leak(int times) {
		for (int i = 0; i < times; i++) {
			this.client.post().uri("/scenarios/leak-on-exception").exchange().expectStatus().is5xxServerError();
		}
	}

	private void assertHealth(int status, String ofPool) {
		assertThat(JsonPath.<String>read(get("/actuator/health", status), POOL)).isEqualTo(ofPool);
	}

	private String get(String path, int status) {
		byte[] body = this.client.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectBody()
			.returnResult()
			.getResponseBodyContent();
		return new String(body, java.nio.charset.StandardCharsets.UTF_8);
	}

	/** The line of the sample's source that a call site names. */
	private static String line(String callSite) throws IOException {
		assertThat(callSite).startsWith(LeakOnException.class.getName() + ".findDiscount(LeakOnException.java:");
		int line = Integer.parseInt(callSite.substring(callSite.lastIndexOf(':') + 1, callSite.length() - 1));
		Path source = Path.of("src/main/java", LeakOnException.class.getName().replace('.', '/') + ".java");
		return Files.readAllLines(source).get(line - 1);
	}

}
