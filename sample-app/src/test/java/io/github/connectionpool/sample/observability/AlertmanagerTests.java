package io.github.connectionpool.sample.observability;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.github.connectionpool.sample.SampleTest;
import io.github.connectionpool.testsupport.AlertWebhook;
import io.github.connectionpool.testsupport.AlertmanagerServer;
import io.github.connectionpool.testsupport.PrometheusServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The whole way of an alert, with the files that are shipped: shop, Prometheus,
 * Alertmanager, webhook.
 */
@Tag("measured")
@SampleTest
@TestPropertySource(properties = { "connectionpool.check-interval=200ms", "connectionpool.leak.evidence-after=500ms",
		"connectionpool.leak.quiet=1s" })
@DirtiesContext
class AlertmanagerTests {

	private static final Duration SCRAPE = Duration.ofSeconds(1);

	private static final String LINE = "LeakOnException.findDiscount(LeakOnException.java:";

	private final RestTestClient client;

	@LocalServerPort
	private int port;

	@Autowired
	AlertmanagerTests(RestTestClient client) {
		this.client = client;
	}

	@BeforeAll
	static void serversAreInstalled() {
		assumeTrue(PrometheusServer.program().isPresent(), PrometheusServer.HOW_TO_INSTALL);
		assumeTrue(AlertmanagerServer.program().isPresent(), AlertmanagerServer.HOW_TO_INSTALL);
	}

	@Test
	void aLeakArrivesWithItsLineAndKeepsTheFullPoolQuiet(@TempDir Path directory) throws IOException {
		// the shipped rules, but for the minute that the pool has to be full
		Path rules = Files.writeString(directory.resolve("rules.yml"),
				Observability.text(Observability.RULES).replace("for: 1m", "for: 8s"));
		try (AlertWebhook webhook = AlertWebhook.start();
				AlertmanagerServer alertmanager = AlertmanagerServer.start(config(webhook));
				PrometheusServer prometheus = PrometheusServer.every(SCRAPE)
					.scrape("shop", List.of(this.port))
					.rules(rules)
					.alertsTo(alertmanager)
					.start()) {
			await(() -> assertThat(prometheus.query("up{job=\"shop\"} == 1")).contains("shop"));
			for (int i = 0; i < 5; i++) {
				this.client.post().uri("/scenarios/leak-on-exception").exchange().expectStatus().is5xxServerError();
			}
			await(() -> assertThat(firing(webhook, "ConnectionPoolLeak")).isNotEmpty());
			assertThat(firing(webhook, "ConnectionPoolLeak")).allSatisfy((alert) -> {
				assertThat(JsonPath.<String>read(alert, "$.annotations.summary")).contains(LINE);
				assertThat(JsonPath.<String>read(alert, "$.annotations.description")).contains(LINE, "First step");
				assertThat(JsonPath.<String>read(alert, "$.annotations.runbook_url")).endsWith("/runbooks/leak.md");
			});
			assertThat(webhook.messages())
				.allSatisfy((message) -> assertThat(JsonPath.<Map<String, String>>read(message.json(), "$.groupLabels"))
					.containsOnly(Map.entry("job", "shop"), Map.entry("pool", "dataSource")));

			await(() -> assertThat(states(alertmanager, "ConnectionPoolSaturated")).containsOnly("suppressed"));
			assertThat(states(alertmanager, "ConnectionPoolLeak")).contains("active");
			assertThat(firing(webhook, "ConnectionPoolSaturated")).isEmpty();
		}
	}

	private static String config(AlertWebhook webhook) {
		String config = Observability.text(Observability.DIRECTORY.resolve("alertmanager/alertmanager.yml"));
		assertThat(config).contains("http://localhost:5001");
		return config.replace("http://localhost:5001", webhook.url());
	}

	private static List<Map<String, Object>> firing(AlertWebhook webhook, String name) {
		return webhook.messages()
			.stream()
			.flatMap((message) -> alerts(message.json(), "$.alerts[?(@.status == 'firing')]", name))
			.toList();
	}

	/** Suppressed is an alert that another inhibits. */
	private static List<String> states(AlertmanagerServer alertmanager, String name) throws IOException {
		URI uri = URI.create("http://127.0.0.1:" + alertmanager.port() + "/api/v2/alerts");
		try {
			String answer = HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
				.body();
			return alerts(answer, "$", name).map((alert) -> JsonPath.<String>read(alert, "$.status.state")).toList();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

	private static Stream<Map<String, Object>> alerts(String json, String path, String name) {
		List<Map<String, Object>> alerts = JsonPath.read(json, path);
		return alerts.stream().filter((alert) -> name.equals(JsonPath.read(alert, "$.labels.alertname")));
	}

	private static void await(org.awaitility.core.ThrowingRunnable assertion) {
		Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(SCRAPE).untilAsserted(assertion);
	}

}
