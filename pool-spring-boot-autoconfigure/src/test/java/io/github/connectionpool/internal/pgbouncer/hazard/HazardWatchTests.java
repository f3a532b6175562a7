package io.github.connectionpool.internal.pgbouncer.hazard;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.pooler.Pooler;
import io.github.connectionpool.report.Finding.Severity;
import io.github.connectionpool.report.Finding;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HazardWatch} without a database.
 */
class HazardWatchTests {

	private static final String URL = "jdbc:postgresql://db/shop?prepareThreshold=0";

	@Test
	void remembersWhatWasSaidBeforeThePoolerWasKnown() {
		HazardWatch watch = watch(URL);
		watch.statement("listen jobs", false);
		assertThat(watch.findings(Pooler.UNKNOWN)).isEmpty();
		watch.decide(Pooler.UNKNOWN);
		watch.decide(HazardPool.SHARING);
		assertThat(watch.findings(HazardPool.SHARING)).extracting(Finding::id).containsExactly("pgbouncer-listen");
		assertThat(watch.findings(HazardPool.SESSION_MODE)).as("in session mode").isEmpty();
	}

	@Test
	void goesAndForgetsWhereThereIsNoHazardAndComesBack() throws SQLException {
		try (HazardPool pool = new HazardPool("jdbc:h2:mem:"); Connection connection = pool.borrow()) {
			assertThat(pool.watch.isWatching()).as("another database").isFalse();
			connection.setSchema("PUBLIC");
			assertThat(pool.watch.findings(HazardPool.SHARING)).isEmpty();
		}
		MonitoredPool pool = pool(URL);
		HazardWatch watch = HazardWatch.of(pool);
		for (Pooler harmless : List.of(HazardPool.NO_POOLER, HazardPool.SESSION_MODE)) {
			watch.decide(HazardPool.SHARING);
			assertThat(watch.isWatching()).isTrue();
			watch.statement("listen jobs", false);
			watch.decide(harmless);
			assertThat(watch.isWatching()).isFalse();
			assertThat(watch.findings(HazardPool.SHARING)).as("forgotten").isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:h2:mem:", "jdbc:mysql://db/shop", "jdbc:mariadb://db/shop" })
	void leavesOtherDatabasesAlone(String url) {
		HazardWatch watch = watch(url);
		watch.decide(HazardPool.SHARING);
		assertThat(watch.isWatching()).isFalse();
	}

	@Test
	void countsWhatItKnowsAndNamesFewCallSites() {
		MonitoredPool pool = pool(URL);
		HazardWatch watch = HazardWatch.of(pool);
		for (int i = 0; i < 1000; i++) {
			watch.statement("listen jobs", false);
		}
		watch.statement("listen a", true);
		watch.statement("listen b", true);
		watch.statement("listen c", true);
		watch.statement("listen d", true);
		watch.statement("listen e", true);
		assertThat(watch.findings(HazardPool.SHARING)).singleElement().satisfies((finding) -> {
			assertThat(finding.evidence()).contains(" 1005 times, at ").doesNotContain("jobs");
			assertThat(finding.evidence().split("HazardWatchTests.java:", -1)).hasSize(6).doesNotHaveDuplicates();
		});
	}

	@Test
	void looksAtAFewOfTextsThatAreAllDifferent() {
		MonitoredPool pool = pool(URL);
		HazardWatch watch = HazardWatch.of(pool);
		int texts = 20_000;
		long start = System.nanoTime();
		for (int i = 0; i < texts; i++) {
			watch.statement("set app.tenant = '" + i + "'", false);
		}
		long looked = seen(watch, "pgbouncer-session-set");
		long allowed = HazardWatch.TEXTS_AT_ONCE + (System.nanoTime() - start) / 10_000_000 + 1;
		assertThat(looked).isBetween((long) HazardWatch.TEXTS_AT_ONCE, Math.min(allowed, texts - 1));
		assertThat(watch.findings(HazardPool.SHARING)).singleElement()
			.extracting(Finding::evidence)
			.asString()
			.contains(" at least ");
	}

	@Test
	void aSessionCallIsCounted() {
		MonitoredPool pool = pool(URL);
		HazardWatch watch = HazardWatch.of(pool);
		for (int i = 0; i < 100; i++) {
			watch.sessionCall("setSchema");
			watch.sessionCall("setTransactionIsolation");
		}
		assertThat(seen(watch, "pgbouncer-schema")).isEqualTo(100);
		assertThat(seen(watch, "pgbouncer-transaction-isolation")).isEqualTo(100);
	}

	@ParameterizedTest
	@CsvSource({ "jdbc:postgresql://db/shop, 0, CRITICAL", "jdbc:postgresql://db/shop, , WARNING",
			"jdbc:postgresql://db/shop, 200, ", "jdbc:postgresql://db/shop?prepareThreshold=0, 0, ",
			"jdbc:postgresql://db/shop?a&prepareThreshold=%30&b=c, , ",
			"jdbc:postgresql://db/shop?prepareThreshold=-1, 0, CRITICAL",
			"jdbc:postgresql://db/shop?preferQueryMode=simple, 0, ",
			"jdbc:postgresql://db/shop?preferQueryMode=extended, 0, CRITICAL" })
	void preparedStatementsAreAsBadAsThePoolerIsOld(String url, @Nullable Integer tracked,
			@Nullable Severity severity) {
		MonitoredPool pool = pool(url);
		HazardWatch watch = HazardWatch.of(pool);
		assertThat(watch.findings(HazardPool.sharing(tracked))).as("none seen").isEmpty();
		watch.statement("select 1", false);
		assertThat(watch.findings(HazardPool.sharing(tracked))).as("not prepared").isEmpty();
		watch.statement("select 1", true);
		assertThat(watch.findings(HazardPool.sharing(tracked))).extracting(Finding::severity)
			.isEqualTo((severity != null) ? List.of(severity) : List.of());
	}

	@Test
	void transactionsArePreparedToo() {
		MonitoredPool pool = TestPools.pool("orders",
				new TestPools.Numbers().jdbcUrl("jdbc:postgresql://db/shop").autoCommit(false));
		assertThat(HazardWatch.of(pool).findings(HazardPool.SHARING)).singleElement()
			.extracting(Finding::evidence)
			.asString()
			.contains("BEGIN and COMMIT", "prepareThreshold=5, the default");
	}

	@Test
	void theUrlBeatsTheDriversProperties() {
		Map<String, String> properties = new HashMap<>(Map.of("prepareThreshold", "0"));
		assertThat(DriverSettings.of(null, properties).prepares()).isFalse();
		assertThat(DriverSettings.of("jdbc:pgsql://db/shop", Map.of()).prepares()).isFalse();
		assertThat(DriverSettings.of("jdbc:postgresql://db/shop", properties).prepares()).isFalse();
		assertThat(DriverSettings.of("jdbc:postgresql://db/shop?prepareThreshold=3", properties).prepares()).isTrue();
		properties.put("preferQueryMode", "simple");
		assertThat(DriverSettings.of("jdbc:postgresql://db/shop?prepareThreshold=x", properties).prepares()).isFalse();
		assertThat(DriverSettings.of("jdbc:postgresql://db/shop?prepareThreshold=%x", Map.of()).prepares()).isTrue();
	}

	private static long seen(HazardWatch watch, String id) {
		return watch.findings(HazardPool.SHARING)
			.stream()
			.filter((finding) -> finding.id().equals(id))
			.mapToLong((finding) -> Long.parseLong(finding.evidence().replaceAll(".* (\\d+) times.*", "$1")))
			.sum();
	}

	private static HazardWatch watch(String url) {
		return HazardWatch.of(pool(url));
	}

	private static MonitoredPool pool(String url) {
		return TestPools.pool("orders", new TestPools.Numbers().jdbcUrl(url));
	}

}
