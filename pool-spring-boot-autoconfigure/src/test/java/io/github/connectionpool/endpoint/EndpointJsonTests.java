package io.github.connectionpool.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.Show;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.ConnectionCounts;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Users and dashboards go by these fields.
 */
class EndpointJsonTests {

	private static final String MILLIS = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z";

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final PoolRegistry pools = new PoolRegistry();

	private final TestPools.Numbers numbers = new TestPools.Numbers().counts(new ConnectionCounts(4, 6, 10, 2, 3))
		.poolName("HikariPool-1");

	private final MonitoredPool pool = TestPools.pool("dataSource", this.numbers);

	private final Checkout checkout = this.pool.borrowed(System.nanoTime() - Duration.ofMinutes(1).toNanos(),
			Borrower.current(),
			new CheckoutContext("place", new CheckoutContext.Request("GET", "/orders/{user}"), null, "4711"));

	EndpointJsonTests() {
		this.pools.add(this.pool);
		this.checkout.autoCommitSet(false);
		this.checkout.beginStatement("select 1");
		this.checkout.checked(System.nanoTime() - Duration.ofMinutes(1).toNanos());
	}

	@Test
	void allPools() {
		JsonNode root = allPools(Duration.ofDays(1));
		assertThat(names(root)).containsExactly("pools", "findings");
		assertThat(names(root.get("pools"))).containsExactly("dataSource");
		JsonNode pool = root.get("pools").get("dataSource");
		assertThat(names(pool)).containsExactlyInAnyOrder("type", "poolName", "status", "utilization", "connections",
				"leaked", "at", "oldest", "findings");
		assertThat(pool.get("type").stringValue()).isEqualTo("com.example.ThePool");
		assertThat(pool.get("poolName").stringValue()).isEqualTo("HikariPool-1");
		assertThat(pool.get("status").stringValue()).isEqualTo("UP");
		assertThat(pool.get("utilization").isNumber()).isTrue();
		assertThat(pool.get("utilization").doubleValue()).isEqualTo(0.4);
		assertThat(pool.get("leaked").isInt()).isTrue();
		assertThat(pool.get("oldest").size()).isOne();
		assertThat(pool.get("findings").isArray()).isTrue();
		assertThat(pool.get("connections"))
			.isEqualTo(json("{'active':4,'idle':6,'total':10,'max':10,'min':2,'pending':3}"));
	}

	@Test
	void onePool() {
		JsonNode pool = onePool(Duration.ofDays(1));
		assertThat(names(pool)).containsExactlyInAnyOrder("type", "poolName", "status", "utilization", "connections",
				"leaked", "at", "oldest", "findings", "checkouts", "callSites", "exhaustions", "timing", "timeouts");
		assertThat(pool.get("checkouts").size()).isOne();
		assertThat(names(pool.get("checkouts").get(0))).isEqualTo(names(pool.get("oldest").get(0)));
		assertThat(pool.get("exhaustions").isArray()).isTrue();
	}

	@Test
	void aLevelIsAStatus() {
		this.pool.checked(TestPools.counts(8, 10), 1);
		assertThat(onePool(Duration.ofDays(1)).get("status").stringValue()).isEqualTo("WARNING");
		this.pool.checked(TestPools.counts(10, 10), 2);
		assertThat(onePool(Duration.ofDays(1)).get("status").stringValue()).isEqualTo("CRITICAL");
	}

	@Test
	void aCheckout() {
		JsonNode checkout = checkout(Duration.ofDays(1));
		assertThat(names(checkout)).containsExactlyInAnyOrder("id", "verdict", "explanation", "acquiredAt",
				"heldMillis", "waitedMillis", "thread", "context", "callSite", "callSiteFrom", "stack", "currentStack",
				"statement", "activity");
		assertThat(checkout.get("id").stringValue()).isEqualTo("dataSource-1");
		assertThat(checkout.get("verdict").stringValue()).isEqualTo("EXECUTING");
		assertThat(checkout.get("explanation").stringValue()).isNotBlank();
		assertThat(checkout.get("heldMillis").isIntegralNumber()).isTrue();
		assertThat(checkout.get("waitedMillis").isIntegralNumber()).isTrue();
		assertThat(checkout.get("waitedMillis").longValue()).isEqualTo(this.checkout.waited().toMillis());
		assertThat(checkout.get("callSite").stringValue()).contains("EndpointJsonTests.java:");
		assertThat(checkout.get("activity").isIntegralNumber()).isTrue();
		assertThat(checkout.get("context"))
			.isEqualTo(json("{'transaction':'place','request':'GET /orders/{user}','traceId':'4711'}"));
	}

	@Test
	void theTimeOfABorrow() {
		String acquiredAt = checkout(Duration.ofDays(1)).get("acquiredAt").stringValue();
		assertThat(acquiredAt).matches(MILLIS);
		assertThat(Instant.parse(acquiredAt)).isBeforeOrEqualTo(this.checkout.acquiredAt())
			.isAfter(this.checkout.acquiredAt().minusMillis(1));
	}

	@Test
	void theThread() {
		JsonNode thread = checkout(Duration.ofDays(1)).get("thread");
		assertThat(names(thread)).containsExactlyInAnyOrder("name", "id", "virtual", "state", "place", "line");
		assertThat(thread.get("name").stringValue()).isEqualTo(Thread.currentThread().getName());
		assertThat(thread.get("id").longValue()).isEqualTo(this.checkout.owner().id());
		assertThat(thread.get("id").isIntegralNumber()).isTrue();
		assertThat(thread.get("virtual").isBoolean()).isTrue();
		assertThat(thread.get("state").stringValue()).isEqualTo("RUNNABLE");
		assertThat(thread.get("place").stringValue()).isEqualTo("RUNNING");
	}

	@Test
	void theStacks() {
		JsonNode checkout = checkout(Duration.ofDays(1));
		assertThat(checkout.get("stack").get(0).stringValue())
			.startsWith(EndpointJsonTests.class.getName() + ".<init>(EndpointJsonTests.java:");
		assertThat(checkout.get("currentStack").size()).isPositive();
		assertThat(checkout.get("currentStack").get(0).isString()).isTrue();
	}

	@Test
	void theStatementInFlight() {
		JsonNode statement = checkout(Duration.ofDays(1)).get("statement");
		assertThat(names(statement)).containsExactlyInAnyOrder("sql", "inFlightMillis", "inTransaction");
		assertThat(statement.get("sql").stringValue()).isEqualTo("select ?");
		assertThat(statement.get("inFlightMillis").longValue()).isGreaterThanOrEqualTo(60_000);
		assertThat(statement.get("inTransaction").booleanValue()).isTrue();
	}

	@Test
	void theStatementThatRanLastIsNotInFlight() {
		this.checkout.end();
		assertThat(checkout(Duration.ofDays(1)).get("statement"))
			.isEqualTo(json("{'sql':'select ?','inFlightMillis':0,'inTransaction':true}"));
	}

	@Test
	void aSuspectHasAReason() {
		this.checkout.end();
		JsonNode checkout = checkout(Duration.ZERO);
		assertThat(checkout.get("verdict").stringValue()).isEqualTo("SUSPECT");
		assertThat(checkout.get("reason").stringValue()).isEqualTo("NO_ACTIVITY");
	}

	@Test
	void aCallSite() {
		JsonNode callSites = onePool(Duration.ofDays(1)).get("callSites");
		assertThat(callSites.size()).isOne();
		JsonNode callSite = callSites.get(0);
		assertThat(names(callSite)).containsExactlyInAnyOrder("callSite", "count", "verdicts", "oldestMillis",
				"youngestMillis", "contexts", "whereabouts");
		assertThat(callSite.get("callSite").stringValue()).contains("EndpointJsonTests.java:");
		assertThat(callSite.get("count").isInt()).isTrue();
		assertThat(callSite.get("verdicts")).isEqualTo(json("{'EXECUTING':1}"));
		assertThat(callSite.get("oldestMillis").isIntegralNumber()).isTrue();
		assertThat(callSite.get("contexts")).isEqualTo(json("['GET /orders/{user}','place']"));
	}

	@Test
	void theTiming() {
		JsonNode timing = onePool(Duration.ofDays(1)).get("timing");
		assertThat(names(timing)).containsExactlyInAnyOrder("windowMillis", "acquire", "held");
		assertThat(timing.get("windowMillis").longValue()).isEqualTo(300_000);
		assertThat(names(timing.get("acquire"))).containsExactlyInAnyOrder("count", "meanMillis", "p50Millis",
				"p95Millis", "p99Millis", "maxMillis");
		assertThat(timing.get("acquire").get("count").longValue()).isOne();
		assertThat(timing.get("acquire").get("meanMillis").doubleValue()).isGreaterThanOrEqualTo(60_000);
		assertThat(timing.get("held")).isEqualTo(
				json("{'count':0,'meanMillis':0.0,'p50Millis':0.0,'p95Millis':0.0,'p99Millis':0.0,'maxMillis':0.0}"));
	}

	@Test
	void whatIsNotKnownIsLeftOut() {
		MonitoredPool silent = TestPools.pool("silent",
				new TestPools.Numbers().counts(new ConnectionCounts(4, null, null, null, null)));
		silent.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		this.pools.add(silent);
		JsonNode pool = allPools(Duration.ofDays(1)).get("pools").get("silent");
		assertThat(names(pool)).containsExactlyInAnyOrder("type", "status", "connections", "leaked", "at", "oldest",
				"findings");
		assertThat(pool.get("connections")).isEqualTo(json("{'active':4}"));
		JsonNode checkout = pool.get("oldest").get(0);
		assertThat(names(checkout)).doesNotContain("reason", "statement");
		assertThat(checkout.get("context")).isEqualTo(json("{}"));
	}

	private JsonNode allPools(Duration threshold) {
		return tree(endpoint(threshold).pools());
	}

	private JsonNode onePool(Duration threshold) {
		return tree(endpoint(threshold).pool("dataSource", null));
	}

	private JsonNode checkout(Duration threshold) {
		return onePool(threshold).get("checkouts").get(0);
	}

	private ConnectionPoolEndpoint endpoint(Duration threshold) {
		return new ConnectionPoolEndpoint(this.pools, TestPools.knowledge(this.pools, threshold), Show.NEVER,
				List.of());
	}

	private JsonNode tree(@Nullable Object view) {
		return this.mapper.readTree(this.mapper.writeValueAsString(view));
	}

	private JsonNode json(String singleQuoted) {
		return this.mapper.readTree(singleQuoted.replace('\'', '"'));
	}

	private static Collection<String> names(JsonNode node) {
		return node.propertyNames();
	}

}
