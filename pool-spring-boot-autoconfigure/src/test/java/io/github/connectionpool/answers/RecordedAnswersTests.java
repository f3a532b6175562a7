package io.github.connectionpool.answers;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.report.CheckoutReport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What users, dashboards and alert rules go by is as it was: the answers of the endpoint,
 * the details of health, the names, tags and help of meters, the names of events, and the
 * names and defaults of properties are those that are recorded in
 * {@code src/test/resources/answers}, byte for byte. Only what {@link Mask} replaces may
 * differ.
 * <p>
 * A change that is meant is recorded by running these tests with
 * {@code -Danswers.record=true}, which writes the files anew: <pre>
 * ./mvnw -pl pool-spring-boot-autoconfigure -am test -Dsurefire.failIfNoSpecifiedTests=false \
 *   -Dtest='RecordedAnswersTests,RecordedPgBouncerAnswersTests' -Danswers.record=true
 * </pre> The difference of the files belongs into the same commit as the change, and its
 * reason into that commit's text.
 */
@SpringBootTest(classes = AnswersApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoints.web.exposure.include=*", "management.endpoint.health.show-details=always",
				"connectionpool.database.interval=1s", "connectionpool.leak.quiet=1s",
				"connectionpool.utilization.sustain=1s" })
@DirtiesContext
class RecordedAnswersTests {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final Application application;

	private final Heard heard;

	RecordedAnswersTests(@LocalServerPort int port, @Autowired Heard heard) {
		this.application = new Application(port);
		this.heard = heard;
	}

	@BeforeAll
	static void lendConnections(@Autowired Map<String, DataSource> pools, @Autowired ThreadPoolTaskExecutor worker,
			@LocalServerPort int port) throws Exception {
		Application application = new Application(port);
		start(application, pools, "busy", 150);
		start(application, pools, "deadlocked", 1);
		start(application, pools, "exhausted", 1);
		start(application, pools, "leaking", 1);
		leak(pool(pools, "leaking"), worker);
		exhaust(pool(pools, "exhausted"));
		lock(pool(pools, "deadlocked"));
		TestPools.await().until(() -> {
			System.gc();
			return application.get("/actuator/connectionpool/leaking").split("\"UNREACHABLE\"", -1).length > 4;
		});
		TestPools.await().until(() -> {
			Shop.open("visitor", Shop.borrows(pool(pools, "unreachable"), 3));
			return application.get("/actuator/connectionpool/unreachable").contains("database-unreachable");
		});
	}

	private static void start(Application application, Map<String, DataSource> pools, String name, int borrows)
			throws Exception {
		Shop.open("visitor", Shop.borrows(pool(pools, name), borrows));
		application.awaitServer(name);
	}

	private static DataSource pool(Map<String, DataSource> pools, String name) {
		return Objects.requireNonNull(pools.get(name));
	}

	private static void leak(DataSource pool, ThreadPoolTaskExecutor worker) throws Exception {
		Shop.open("loses", Shop.losesAndSleeps(pool));
		Shop.open("ends", Shop.keepsAndEnds(pool));
		worker.submit(new Shop.Task(pool)).get();
		Shop.open("unwraps-and-ends", Shop.unwrapsAndEnds(pool));
		Shop.open("unwraps-and-loses", Shop.unwrapsAndLoses(pool));
		Shop.open("sleeps", Shop.holdsAndSleeps(pool));
		Shop.open("executes", Shop.executes(pool));
	}

	private static void lock(DataSource pool) throws Exception {
		CyclicBarrier both = new CyclicBarrier(2);
		Shop.open("transfer-1", Shop.borrowsTwice(pool, both));
		Shop.open("transfer-2", Shop.borrowsTwice(pool, both));
	}

	/** With a timeout that is short only when the pool is full. */
	private static void exhaust(DataSource pool) throws Exception {
		Shop.open("executes-1", Shop.executes(pool));
		Shop.open("executes-2", Shop.executes(pool));
		pool.unwrap(HikariDataSource.class).setConnectionTimeout(250);
		Shop.open("in-vain", Shop.borrows(pool, 1));
	}

	@Test
	void allPools() {
		Recorded.matches("pools.json", () -> this.application.pools(""));
	}

	@ParameterizedTest
	@CsvSource({ "busy.json, busy", "deadlocked.json, deadlocked", "empty.json, empty", "exhausted.json, exhausted",
			"leaking.json, leaking", "leaking-2.json, leaking?limit=2", "unreachable.json, unreachable",
			"no-pool.json, nothing", "no-limit.json, empty?limit=0" })
	void onePool(String file, String pool) {
		Recorded.matches(file, () -> this.application.pools("/" + pool));
	}

	/** All is given, so that no number depends on the run. */
	@Test
	void aPlan() {
		Recorded.matches("plan.txt",
				() -> this.application.get("/actuator/connectionpool/empty/plan?instances=50&requestRate=2000"
						+ "&holdMillis=50&holdTimeScv=1&transactionMillis=20&serverLimit=197&targetWaitMillis=10"
						+ "&poolSize=10"));
	}

	@Test
	void aConfigurationOfPgBouncer() {
		Recorded.matches("pgbouncer.ini", () -> Mask
			.text(this.application.get("/actuator/connectionpool/empty/pgbouncer.ini?instances=12&serverLimit=97")));
	}

	@Test
	void health() {
		Recorded.matches("health.json", () -> this.application.health());
	}

	@Test
	void meters() {
		Recorded.matches("meters.txt", () -> this.application.meters());
	}

	@Test
	void events() {
		Recorded.matches("events.txt", () -> this.heard.events());
	}

	@Test
	void eventsNameTheProcessOfTheServer() {
		TestPools.await().until(() -> this.heard.leaked().size() == 3);
		assertThat(this.heard.leaked()).extracting(CheckoutReport::backendPid).doesNotContainNull();
	}

	@Test
	void properties() {
		Recorded.matches("properties.txt", RecordedAnswersTests::propertiesWithDefaults);
	}

	private static String propertiesWithDefaults() {
		Map<String, String> defaults = new TreeMap<>();
		try {
			for (URL metadata : Collections.list(RecordedAnswersTests.class.getClassLoader()
				.getResources("META-INF/spring-configuration-metadata.json"))) {
				for (JsonNode property : MAPPER
					.readTree(new String(metadata.openStream().readAllBytes(), StandardCharsets.UTF_8))
					.get("properties")) {
					String name = property.get("name").stringValue();
					if (name.startsWith("connectionpool.") || name.startsWith("management.endpoint.connectionpool.")
							|| name.startsWith("management.health.connectionpool.")) {
						defaults.put(name, String.valueOf(property.get("defaultValue")));
					}
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		StringBuilder text = new StringBuilder();
		defaults.forEach((name, value) -> text.append(name).append(" = ").append(value).append('\n'));
		return text.toString();
	}

}
