package io.github.connectionpool.sample.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.json.JsonMapper;

import io.github.connectionpool.sample.SampleTest;
import io.github.connectionpool.testsupport.browser.BrowserTab;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Makes the pictures of the documentation: {@code -Dscenario.pictures=true}.
 */
@SampleTest
@EnabledIfSystemProperty(named = "scenario.pictures", matches = "true",
		disabledReason = "Pictures are made with -Dscenario.pictures=true")
@TestPropertySource(properties = { "spring.datasource.hikari.maximum-pool-size=10", "server.port=0",
		"management.endpoint.connectionpool.access=unrestricted" })
@TestMethodOrder(OrderAnnotation.class)
@DirtiesContext
class ScenarioPicturesTests extends InBrowser {

	private static final Path PICTURES = Path.of("..", "docs", "pictures");

	private static final int MOST_BYTES = 150_000;

	private static final String POOL = "/actuator/connectionpool/dataSource";

	/** For the shares of what uses the pool. */
	private static final Duration TRAFFIC = Duration.ofSeconds(45);

	private final RestTestClient client;

	private final HikariDataSource pool;

	@Autowired
	ScenarioPicturesTests(RestTestClient client, DataSource pool) throws SQLException {
		this.client = client;
		this.pool = pool.unwrap(HikariDataSource.class);
	}

	@Test
	@Order(1)
	void leaks() throws IOException {
		post("/traffic?rate=60&seconds=" + TRAFFIC.toSeconds());
		post("/scenarios/long-transaction?seconds=600");
		post("/scenarios/http-in-transaction?seconds=25&parallel=2");
		for (int i = 0; i < 4; i++) {
			post("/scenarios/leak-on-exception");
		}
		post("/scenarios/forgotten-close");
		Awaitility.await().pollDelay(TRAFFIC).atMost(TRAFFIC.multipliedBy(2)).until(() -> true);
		post("/scenarios/slow-query?seconds=60");
		openUntil("dataSource has leaks since", "LeakOnException.findDiscount(");
		this.tab.size(1000, 900);
		save("page-leak", "light", 700);
		save("page-leak-dark", "dark", 700);
		this.tab.size(390, 844);
		save("page-phone", "light", 844);
	}

	@Test
	@Order(2)
	void fullPool() throws IOException {
		new JsonMapper().readTree(body(POOL))
			.path("checkouts")
			.forEach((checkout) -> this.client.delete().uri(POOL + "/" + checkout.path("id").asString()).exchange());
		awaitActive(0);
		post("/scenarios/http-in-transaction?seconds=40&parallel=8");
		post("/scenarios/slow-query?seconds=40&parallel=2");
		post("/traffic?rate=4&seconds=30");
		openUntil("dataSource is exhausted since", "PaymentDesk.pay(");
		BrowserTab.await().until(() -> {
			this.tab.open(address());
			return part("waiters").contains("borrowers wait");
		});
		this.tab.size(1000, 900);
		save("page-full-pool", "light", 700);
	}

	@Test
	@Order(3)
	void deadlock() throws IOException {
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.until(() -> this.pool.getHikariPoolMXBean().getActiveConnections() == 0);
		this.pool.getHikariConfigMXBean().setConnectionTimeout(Duration.ofMinutes(10).toMillis());
		post("/scenarios/nested-requires-new?seconds=60&parallel=10");
		openUntil("dataSource is deadlocked", "");
		this.tab.size(1000, 900);
		save("page-deadlock", "light", 700);
	}

	private void awaitActive(int connections) {
		BrowserTab.await().until(() -> this.pool.getHikariPoolMXBean().getActiveConnections() == connections);
	}

	private void save(String name, String theme, int height) throws IOException {
		this.tab.theme(theme);
		byte[] picture = this.tab.picture(0, height);
		assertThat(picture).as(name).hasSizeLessThan(MOST_BYTES);
		Files.write(PICTURES.resolve(name + ".png"), picture);
	}

	private void post(String path) {
		this.client.post().uri(path).exchange();
	}

	private String body(String path) {
		return String
			.valueOf(this.client.get().uri(path).exchange().expectBody(String.class).returnResult().getResponseBody());
	}

}
