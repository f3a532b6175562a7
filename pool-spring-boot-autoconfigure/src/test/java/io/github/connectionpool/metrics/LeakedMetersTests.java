package io.github.connectionpool.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.Lost;
import io.github.connectionpool.NoConnection;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.internal.watch.PoolMonitor;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.UtilizationLevel;

import static org.assertj.core.api.Assertions.assertThat;

class LeakedMetersTests {

	private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private final PoolRegistry pools = new PoolRegistry();

	private final PoolMonitor monitor = TestPools.monitor(this.pools);

	private final PoolMeters meters = new PoolMeters(this.pools, this.monitor, Duration.ZERO);

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers());

	LeakedMetersTests() {
		this.pools.add(this.pool);
		this.meters.bindTo(this.registry);
	}

	@Test
	void aPoolWithoutLeaksHasNoSeries() {
		this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		check();
		assertThat(rows()).isEmpty();
	}

	@Test
	void aLeakHasTheLineThatBorrowed() {
		Lost.handleOf(borrow());
		check();
		assertThat(rows()).singleElement()
			.asString()
			.matches("connectionpool_leaked\\{callSite=\"" + LeakedMetersTests.class.getName().replace(".", "\\.")
					+ "\\.borrow\\(LeakedMetersTests\\.java:\\d+\\)\",pool=\"dataSource\"} 1\\.0");
	}

	@Test
	void leaksOfALineAreAddedUpAndAreThoseOfTheVerdict() {
		Checkout first = borrow();
		Lost.handleOf(first);
		check();
		Lost.handleOf(borrow());
		assertThat(rows()).singleElement().asString().endsWith(" 2.0");
		assertThat(this.registry.scrape())
			.contains("connectionpool_checkouts{pool=\"dataSource\",verdict=\"LEAKED\"} 2.0");
		this.pool.returned(first);
		assertThat(rows()).singleElement().asString().endsWith(" 1.0");
	}

	@Test
	void theRowsVanishWithTheLeaks() {
		Checkout checkout = borrow();
		Lost.handleOf(checkout);
		check();
		assertThat(rows()).hasSize(1);
		this.pool.returned(checkout);
		check();
		assertThat(rows()).isEmpty();
		assertThat(this.registry.find("connectionpool.leaked").meters()).isEmpty();
	}

	@Test
	void anUnknownLineIsNamedByTheOriginOfTheBorrow() {
		MonitoredPool blind = blind("blind");
		Lost.handleOf(borrow(blind, "Orders.place"));
		check(blind);
		assertThat(rows()).containsExactly("connectionpool_leaked{callSite=\"an unknown call site (transaction"
				+ " Orders.place)\",pool=\"blind\"} 1.0");
	}

	@Test
	void aTwentyFirstLineIsAmongTheOthers() {
		MonitoredPool blind = blind("blind");
		List<Checkout> leaked = new ArrayList<>();
		for (int i = 0; i < 23; i++) {
			leaked.add(borrow(blind, "t" + i));
		}
		leaked.forEach((checkout) -> checkout.lends(NoConnection.INSTANCE, new Object()));
		leaked.forEach(Lost::handleOf);
		check(blind);
		assertThat(rows()).hasSize(21)
			.filteredOn((row) -> row.contains("callSite=\"other\""))
			.containsExactly("connectionpool_leaked{callSite=\"other\",pool=\"blind\"} 3.0");
		leaked.forEach((checkout) -> this.meters.reclaimed(report(blind, checkout), null));
		check(blind);
		assertThat(rows("connectionpool_reclaimed_recent")).hasSize(21);
		PoolMeters.ofServers(this.pools, TestPools.ends(), true).bindTo(this.registry);
		assertThat(this.registry.scrape().lines().filter((line) -> line.contains("pool=\"blind\"")))
			.as("all series of a pool with leaks and reclaims at more than 20 lines, its server and PgBouncer")
			.hasSize(78);
	}

	@Test
	void aReclaimedConnectionKeepsItsLine() {
		Checkout checkout = borrow();
		Lost.handleOf(checkout);
		check();
		CheckoutReport report = report(this.pool, checkout);
		this.pool.returned(checkout);
		this.meters.reclaimed(report, null);
		check();
		assertThat(rows()).isEmpty();
		assertThat(rows("connectionpool_reclaimed_recent")).singleElement()
			.asString()
			.contains("LeakedMetersTests.borrow(LeakedMetersTests.java:")
			.endsWith(" 1.0");
	}

	@Test
	void aReclaimThatFailedIsNone() {
		Checkout checkout = borrow();
		this.meters.reclaimed(report(this.pool, checkout), new IllegalStateException());
		check();
		assertThat(rows("connectionpool_reclaimed_recent")).isEmpty();
	}

	@Test
	void aHostileNameForgesNoSampleAndIsShort() {
		MonitoredPool blind = blind("blind");
		Lost.handleOf(borrow(blind, "a\"} 7\nconnectionpool_leaked{pool=\"\u202Ex\\" + "y".repeat(100_000)));
		check(blind);
		assertThat(rows()).singleElement()
			.asString()
			.hasSizeLessThan(300)
			.contains("\\\"} 7 connectionpool")
			.contains("…")
			.doesNotContain("\u202E");
	}

	@Test
	void allRegistriesHaveTheRowsAndLoseThem() {
		SimpleMeterRegistry child = new SimpleMeterRegistry();
		CompositeMeterRegistry composite = new CompositeMeterRegistry();
		composite.add(child);
		this.meters.bindTo(composite);
		Checkout checkout = borrow();
		Lost.handleOf(checkout);
		check();
		assertThat(child.get("connectionpool.leaked").gauge().value()).isOne();
		assertThat(rows()).hasSize(1);
		SimpleMeterRegistry late = new SimpleMeterRegistry();
		this.meters.bindTo(late);
		assertThat(late.get("connectionpool.leaked").gauge().value()).isOne();
		this.pool.returned(checkout);
		check();
		assertThat(child.find("connectionpool.leaked").meters()).isEmpty();
		assertThat(late.find("connectionpool.leaked").meters()).isEmpty();
	}

	private void check() {
		check(this.pool);
	}

	private void check(MonitoredPool checked) {
		this.meters.checked(checked, UtilizationLevel.UP, this.monitor.snapshot(checked, Duration.ZERO));
	}

	private Checkout borrow() {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
	}

	private static Checkout borrow(MonitoredPool pool, String transaction) {
		return pool.borrowed(System.nanoTime(), Borrower.current(),
				new CheckoutContext(transaction, null, null, null, List.of()));
	}

	private MonitoredPool blind(String name) {
		MonitoredPool blind = new MonitoredPool(name, "com.example.ThePool", new TestPools.Numbers(),
				new CallSites(List.of()), StackCapture.NEVER, TestPools.THRESHOLDS, Eviction.ABORT);
		this.pools.add(blind);
		return blind;
	}

	private CheckoutReport report(MonitoredPool pool, Checkout checkout) {
		return this.monitor.snapshot(pool, Duration.ZERO)
			.checkouts(100)
			.stream()
			.filter((report) -> report.id().equals(checkout.id()))
			.findFirst()
			.orElseThrow();
	}

	private List<String> rows() {
		return rows("connectionpool_leaked");
	}

	private List<String> rows(String name) {
		return this.registry.scrape().lines().filter((line) -> line.startsWith(name + "{")).toList();
	}

}
