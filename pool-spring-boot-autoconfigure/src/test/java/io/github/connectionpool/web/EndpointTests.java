package io.github.connectionpool.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import io.github.connectionpool.TestPools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

@SpringBootTest(classes = TestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoints.web.exposure.include=*", "spring.datasource.hikari.maximum-pool-size=10",
				"connectionpool.capture.stack=always" })
class EndpointTests extends LendingApplication {

	@Autowired
	private TestApplication.Orders orders;

	@Test
	void showsThePoolAndWhoHoldsItsConnections() throws Exception {
		this.lender.lend(4, "select 'secret', 42");
		DocumentContext pool = read("/actuator/connectionpool", "$.pools.dataSource");
		assertThat(pool.<String>read("$.type")).isEqualTo("com.zaxxer.hikari.HikariDataSource");
		assertThat(pool.<String>read("$.poolName")).startsWith("HikariPool-");
		assertThat(pool.<String>read("$.status")).isEqualTo("UP");
		assertThat(pool.<Double>read("$.utilization")).isEqualTo(0.4);
		assertThat(pool.<Integer>read("$.connections.active")).isEqualTo(4);
		assertThat(pool.<Integer>read("$.connections.max")).isEqualTo(10);
		assertThat(pool.<Integer>read("$.connections.min")).isEqualTo(10);
		assertThat(pool.<Integer>read("$.connections.pending")).isZero();
		assertThat(pool.<Integer>read("$.connections.total")).isEqualTo(4 + pool.<Integer>read("$.connections.idle"));
		assertThat(pool.<Integer>read("$.leaked")).isZero();
		assertThat(pool.<List<?>>read("$.oldest")).hasSize(4);
		assertThat(pool.<List<String>>read("$.findings[*].id")).as("but for the timeouts, which are the defaults")
			.allMatch((id) -> id.startsWith("timeout-"));
	}

	@Test
	void showsEverythingThatIsKnownOfACheckout() throws Exception {
		this.lender.lend(1, "select 'secret', 42");
		DocumentContext checkout = read("/actuator/connectionpool/dataSource", "$.checkouts[0]");
		assertThat(checkout.<String>read("$.id")).startsWith("dataSource-");
		assertThat(checkout.<String>read("$.verdict")).isEqualTo("ACTIVE");
		assertThat(checkout.<String>read("$.explanation")).startsWith("In normal use");
		assertThat(Instant.parse(checkout.read("$.acquiredAt"))).isCloseTo(Instant.now(),
				within(1, java.time.temporal.ChronoUnit.MINUTES));
		assertThat(checkout.<Integer>read("$.heldMillis")).isNotNegative();
		assertThat(checkout.<Integer>read("$.waitedMillis")).isNotNegative();
		assertThat(checkout.<String>read("$.thread.name")).isEqualTo(Thread.currentThread().getName());
		assertThat(checkout.<Boolean>read("$.thread.virtual")).isFalse();
		assertThat(checkout.<String>read("$.callSite"))
			.startsWith("io.github.connectionpool.web.TestApplication$Lender.lend(TestApplication.java:");
		assertThat(checkout.<List<String>>read("$.stack")).first().isEqualTo(checkout.read("$.callSite"));
		assertThat(checkout.<List<String>>read("$.currentStack")).isNotEmpty();
		assertThat(checkout.<String>read("$.statement.sql")).isEqualTo("select ?, ?");
		assertThat(checkout.<Integer>read("$.statement.inFlightMillis")).isZero();
		assertThat(checkout.<Boolean>read("$.statement.inTransaction")).isFalse();
		assertThat(checkout.<Integer>read("$.activity")).isEqualTo(2);
		assertThat(checkout.<java.util.Map<String, ?>>read("$")).doesNotContainKey("reason");
	}

	@Test
	void groupsHoldersByCallSite() throws Exception {
		this.lender.lend(3, "select 1");
		DocumentContext pool = read("/actuator/connectionpool/dataSource", "$");
		assertThat(pool.<List<?>>read("$.callSites")).hasSize(1);
		assertThat(pool.<Integer>read("$.callSites[0].count")).isEqualTo(3);
		assertThat(pool.<Integer>read("$.callSites[0].verdicts.ACTIVE")).isEqualTo(3);
		assertThat(pool.<List<?>>read("$.exhaustions")).isEmpty();
		assertThat(pool.<Integer>read("$.timing.acquire.count")).isPositive();
		assertThat(pool.<Double>read("$.timing.acquire.p99Millis")).isPositive();
	}

	@Test
	void limitBoundsTheCheckouts() throws Exception {
		this.lender.lend(7, "select 1");
		DocumentContext pool = read("/actuator/connectionpool/dataSource?limit=2", "$");
		assertThat(pool.<List<?>>read("$.checkouts")).hasSize(2);
		assertThat(pool.<List<?>>read("$.oldest")).hasSize(5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "1001", "ten", "1e3", "", "99999999999999999999" })
	void limitThatIsNotAllowedIsABadRequest(String limit) {
		ResponseEntity<String> answer = Http.get(this.port, "/actuator/connectionpool/dataSource?limit=" + limit);
		assertThat(answer.getStatusCode().value()).isEqualTo(400);
		assertThat(JsonPath.<String>read(answer.getBody(), "$.message"))
			.isEqualTo("limit was '" + limit + "', allowed is a whole number from 1 to 1000");
	}

	@Test
	void unknownPoolIsNotFound() {
		ResponseEntity<String> answer = Http.get(this.port, "/actuator/connectionpool/nosuch");
		assertThat(answer.getStatusCode().value()).isEqualTo(404);
		assertThat(JsonPath.<String>read(answer.getBody(), "$.message"))
			.isEqualTo("there is no pool 'nosuch', the pools are [dataSource]");
	}

	@Test
	void nothingCanBeWritten() {
		assertThat(Http.delete(this.port, "/actuator/connectionpool/dataSource/dataSource-1").value()).isIn(404, 405);
	}

	@Test
	void answeringBorrowsNothing() throws Exception {
		this.lender.lend(10, "select 1");
		assertThat(read("/actuator/connectionpool", "$").<Integer>read("$.pools.dataSource.connections.active"))
			.isEqualTo(10);
		assertThat(read("/actuator/connectionpool/dataSource", "$").<Integer>read("$.connections.pending")).isZero();
	}

	@Test
	void requestIsKnownByItsPattern() throws Exception {
		Http.get(this.port, "/orders/alice/leak");
		DocumentContext pool = read("/actuator/connectionpool/dataSource", "$");
		List<String> requests = pool.read("$.checkouts[*].context.request");
		assertThat(requests).contains("GET /orders/{user}/leak");
	}

	@Test
	void transactionIsKnownByItsNameAndItsState() throws Exception {
		DocumentContext checkout = this.orders
			.inTransaction(() -> read("/actuator/connectionpool/dataSource", "$.checkouts[-1]"));
		assertThat(checkout.<String>read("$.context.transaction"))
			.isEqualTo("io.github.connectionpool.web.TestApplication$Orders.inTransaction");
		assertThat(checkout.<Boolean>read("$.statement.inTransaction")).isTrue();
		assertThat(checkout.<String>read("$.callSite")).contains("EndpointTests.transactionIsKnown");
	}

	@Test
	void plansForFiftyInstances() {
		DocumentContext plan = read("/actuator/connectionpool/dataSource/plan?instances=50&requestRate=2000"
				+ "&holdMillis=50&serverLimit=197&targetWaitMillis=10", "$");
		assertThat(plan.<Integer>read("$.connectionsPerInstance")).isEqualTo(6);
		assertThat(plan.<Integer>read("$.connectionsInAll")).isEqualTo(300);
		assertThat(plan.<Boolean>read("$.serverTakesIt")).isFalse();
		assertThat(plan.<Boolean>read("$.pgBouncerNeeded")).isTrue();
		assertThat(plan.<Integer>read("$.pgBouncer.defaultPoolSize")).isEqualTo(114);
		assertThat(plan.<Integer>read("$.current.connections")).isEqualTo(10);
		assertThat(plan.<String>read("$.inputs.poolSize.source")).isEqualTo("the pool's maximum");
		assertThat(plan.<String>read("$.inputs.instances.source")).isEqualTo("given");
		assertThat(plan.<String>read("$.statement")).contains("50 instances", "PgBouncer is needed");
		assertThat(plan.<String>read("$.tenTimesAsLong")).contains("500 ms");
		assertThat(plan.<List<String>>read("$.assumptions")).isNotEmpty();
	}

	@Test
	void plansForWhatWasMeasured() throws Exception {
		for (int i = 0; i < 100; i++) {
			this.lender.lend(1, "select 1");
			this.lender.takeBack();
		}
		DocumentContext pool = read("/actuator/connectionpool/dataSource", "$");
		assertThat(pool.<String>read("$.plan.inputs.holdMillis.source")).startsWith("measured");
		assertThat(pool.<String>read("$.plan.inputs.requestRate.source")).startsWith("measured");
		assertThat(pool.<Integer>read("$.plan.connectionsPerInstance")).isPositive();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					instances=0               | instances was '0', allowed is a whole number from 1 to 100000
					instances=1.5             | instances was '1.5', allowed is a whole number from 1 to 100000
					instances=99999999999     | instances was '99999999999', allowed is a whole number from 1 to 100000
					serverLimit=-1            | serverLimit was '-1', allowed is a whole number from 1 to 100000
					poolSize=many             | poolSize was 'many', allowed is a whole number from 1 to 100000
					requestRate=-3            | requestRate was -3, allowed is a number above 0 and at most 1000000
					requestRate=NaN           | requestRate was NaN, allowed is a number above 0 and at most 1000000
					requestRate=1e308         | requestRate was 1.0E+308, allowed is a number above 0 and at most 1000000
					requestRate=              | requestRate was '', allowed is a number, as 50 or 0.5
					holdMillis=0              | holdMillis was '0', allowed is a number of milliseconds from 0.001 to 3600000
					holdMillis=Infinity       | holdMillis was 'Infinity', allowed is a number of milliseconds from 0.001 to 3600000
					targetWaitMillis=-1       | targetWaitMillis was '-1', allowed is a number of milliseconds from 0.0 to 3600000
					transactionMillis=51      | transactionMillis was '51', allowed is at most the hold time, which is 50.0
					holdTimeScv=-0.1          | holdTimeScv was -0.1, allowed is a number from 0 to 1000
					""")
	void saysWhatAPlanMayBeAskedFor(String parameter, String message) {
		String query = (parameter.startsWith("requestRate") ? "" : "requestRate=100&")
				+ (parameter.startsWith("holdMillis") ? "" : "holdMillis=50&") + parameter;
		ResponseEntity<String> answer = Http.get(this.port, "/actuator/connectionpool/dataSource/plan?" + query);
		assertThat(answer.getStatusCode().value()).isEqualTo(400);
		assertThat(JsonPath.<String>read(answer.getBody(), "$.message")).isEqualTo(message);
	}

	@Test
	void writesAConfigurationOfPgBouncerAsText() {
		ResponseEntity<String> answer = Http.get(this.port,
				"/actuator/connectionpool/dataSource/pgbouncer.ini?instances=12&serverLimit=97");
		assertThat(answer.getStatusCode().value()).isEqualTo(200);
		assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.valueOf("text/plain;charset=UTF-8"));
		assertThat(answer.getBody()).contains("pool_mode = transaction", "max_client_conn = 150", "[databases]")
			.contains("dbname=postgres");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/connectionpool/nothing/plan", "/actuator/connectionpool/dataSource/nothing" })
	void saysWhatThereIs(String path) {
		ResponseEntity<String> answer = Http.get(this.port, path);
		assertThat(answer.getStatusCode().value()).isEqualTo(404);
		assertThat(JsonPath.<String>read(answer.getBody(), "$.message")).contains("nothing")
			.containsAnyOf("[dataSource]", "[plan, pgbouncer.ini, snapshot.json]");
	}

	@ParameterizedTest
	@CsvSource({ "text/plain, pgbouncer.ini, 200", "text/plain, pgbouncer.ini?instances=0, 400",
			"text/plain, nothing, 404", "text/plain, plan?requestRate=NaN&holdMillis=5, 400",
			"application/json, pgbouncer.ini, 200",
			"application/vnd.spring-boot.actuator.v3+json, plan?requestRate=5&holdMillis=5, 200" })
	void answersWhateverFormIsAskedFor(String accept, String part, int status) throws Exception {
		HttpResponse<String> answer = HttpClient.newHttpClient()
			.send(HttpRequest
				.newBuilder(URI.create("http://localhost:" + this.port + "/actuator/connectionpool/dataSource/" + part))
				.header("Accept", accept)
				.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.body()).isNotEmpty();
	}

	@Test
	void showsTheServerAndTheProcessOfACheckout() throws Exception {
		this.lender.lend(1, "select 1");
		TestPools.await().ignoreExceptions().untilAsserted(() -> {
			DocumentContext pool = read("/actuator/connectionpool/dataSource", "$");
			assertThat(pool.<String>read("$.database.product")).isEqualTo("PostgreSQL");
			assertThat(pool.<Integer>read("$.database.limit")).isEqualTo(97);
			assertThat(pool.<String>read("$.database.limitOf")).isEqualTo("the server");
			assertThat(pool.<Integer>read("$.database.connections.own")).isPositive();
			assertThat(pool.<String>read("$.database.pooler.presence")).isEqualTo("NONE");
			assertThat(pool.<Map<String, Object>>read("$")).doesNotContainKey("pgbouncer");
			assertThat(pool.<Integer>read("$.checkouts[0].backendPid")).isPositive();
		});
	}

	@Test
	void showsTheTimeoutsFromTheFastestToTheSlowest() {
		DocumentContext pool = read("/actuator/connectionpool/dataSource", "$");
		List<Integer> millis = pool.read("$.timeouts[*].millis");
		assertThat(millis).isSorted();
		assertThat(pool.<List<String>>read("$.timeouts[*].name"))
			.contains("spring.datasource.hikari.connection-timeout", "socketTimeout");
	}

	private DocumentContext read(String path, String jsonPath) {
		ResponseEntity<String> answer = Http.get(this.port, path);
		assertThat(answer.getStatusCode().value()).isEqualTo(200);
		return JsonPath.parse(JsonPath.<Object>read(answer.getBody(), jsonPath));
	}

}
