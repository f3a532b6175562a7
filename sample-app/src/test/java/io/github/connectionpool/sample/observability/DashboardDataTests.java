package io.github.connectionpool.sample.observability;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.github.connectionpool.sample.SampleTest;
import io.github.connectionpool.testsupport.PgBouncerServer;
import io.github.connectionpool.testsupport.PrometheusServer;
import io.github.connectionpool.testsupport.chart.Series;
import io.github.connectionpool.testsupport.chart.SvgChart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Every panel has data when a real Prometheus scrapes the shop in trouble: leaks, a full
 * pool, and PgBouncer between. With {@code -Ddashboard.pictures=} and a directory the
 * panels are drawn there, over a longer time.
 */
@Tag("measured")
@SampleTest
@ActiveProfiles("pgbouncer")
@TestPropertySource(properties = { "connectionpool.check-interval=200ms", "connectionpool.leak.evidence-after=500ms",
		"connectionpool.leak.quiet=3s", "connectionpool.database.interval=1s" })
@DirtiesContext
class DashboardDataTests {

	private static final Duration SCRAPE = Duration.ofSeconds(1);

	private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

	private final RestTestClient client;

	/** An episode is counted once, and a busy machine misses scrapes around it. */
	private String rateInterval = "15s";

	private final Path pictures = Path.of(System.getProperty("dashboard.pictures", ""));

	@LocalServerPort
	private int port;

	@Autowired
	DashboardDataTests(RestTestClient client) {
		this.client = client;
	}

	@BeforeAll
	static void serversAreInstalled() {
		assumeTrue(PrometheusServer.program().isPresent(), PrometheusServer.HOW_TO_INSTALL);
		assumeTrue(PgBouncerServer.program().isPresent(), PgBouncerServer.HOW_TO_INSTALL);
	}

	@DynamicPropertySource
	static void aFreePort(DynamicPropertyRegistry properties) throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			int port = socket.getLocalPort();
			properties.add("sample.pgbouncer.port", () -> port);
		}
	}

	@Test
	void everyPanelHasDataWhileTheShopIsInTrouble() throws Exception {
		boolean draws = !this.pictures.toString().isEmpty();
		try (PrometheusServer prometheus = PrometheusServer.every(SCRAPE).scrape("shop", List.of(this.port)).start()) {
			Instant start = Instant.now();
			// a counter that is first seen after the event never rises
			await(() -> values(prometheus, "connectionpool_exhaustions_total", "", start).size() == 1);
			post("/traffic?rate=20&seconds=" + (draws ? 110 : 60));
			pause(draws ? 20 : 0);
			for (int i = 0; i < 3; i++) {
				this.client.post().uri("/scenarios/leak-on-exception").exchange();
				pause(draws ? 8 : 0);
			}
			post("/scenarios/slow-query?parallel=4&seconds=" + (draws ? 20 : 40));
			pause(draws ? 45 : 0);
			Awaitility.await()
				.atMost(Duration.ofMinutes(2))
				.pollInterval(SCRAPE)
				.untilAsserted(() -> assertThat(emptyExpressions(prometheus, start)).isEmpty());
			if (draws) {
				this.rateInterval = "4s";
				draw(prometheus, start);
			}
		}
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(SCRAPE).until(condition);
	}

	private List<String> emptyExpressions(PrometheusServer prometheus, Instant start) throws IOException {
		List<String> empty = new ArrayList<>();
		for (String expression : Dashboard.read().expressions()) {
			if (values(prometheus, expression, "", start).isEmpty()) {
				empty.add(expression);
			}
		}
		return empty;
	}

	private void draw(PrometheusServer prometheus, Instant start) throws IOException {
		List<SvgChart> charts = new ArrayList<>();
		for (Dashboard.Panel panel : Dashboard.read().panels()) {
			if (!"timeseries".equals(panel.json().get("type"))) {
				continue;
			}
			SvgChart chart = new SvgChart(panel.title(),
					panel.unit().replace("none", "").replace("percentunit", "share").replace("reqps", "per second"));
			boolean stacked = "normal"
				.equals(JsonPath.read(panel.json(), "$.fieldConfig.defaults.custom.stacking.mode"));
			for (int i = 0; i < panel.expressions().size(); i++) {
				String legend = panel.legends().get(i);
				boolean limit = legend.endsWith("maximum") || legend.endsWith("limit");
				Series.Style style = limit ? Series.Style.LIMIT : (stacked ? Series.Style.STACKED : Series.Style.LINE);
				values(prometheus, panel.expressions().get(i), legend, start)
					.forEach((name, points) -> chart.add(new Series(name, style, points)));
			}
			charts.add(chart);
		}
		Files.createDirectories(this.pictures);
		Files.writeString(this.pictures.resolve("dashboard.svg"), SvgChart.page(charts, 2));
	}

	/** The finite values of each series, by its legend. */
	private Map<String, NavigableMap<Double, Double>> values(PrometheusServer prometheus, String expression,
			String legend, Instant start) throws IOException {
		String answer = prometheus.query(Dashboard.sent(expression, this.rateInterval), start, Instant.now(), SCRAPE);
		List<Map<String, Object>> results = JsonPath.read(answer, "$.data.result");
		Map<String, NavigableMap<Double, Double>> all = new TreeMap<>();
		for (Map<String, Object> result : results) {
			NavigableMap<Double, Double> points = new TreeMap<>();
			List<List<Object>> values = JsonPath.read(result, "$.values");
			for (List<Object> value : values) {
				double number = Double.parseDouble((String) value.get(1));
				if (Double.isFinite(number)) {
					points.put(((Number) value.get(0)).doubleValue() - start.toEpochMilli() / 1e3, number);
				}
			}
			if (!points.isEmpty()) {
				Map<String, String> labels = JsonPath.read(result, "$.metric");
				String name = LABEL.matcher(legend)
					.replaceAll((label) -> java.util.regex.Matcher
						.quoteReplacement(labels.getOrDefault(label.group(1), "")));
				all.put(name.isBlank() ? labels.toString() : name, points);
			}
		}
		return all;
	}

	private void post(String uri) {
		this.client.post().uri(uri).exchange().expectStatus().isAccepted();
	}

	private static void pause(int seconds) throws InterruptedException {
		Thread.sleep(Duration.ofSeconds(seconds).toMillis());
	}

}
