package io.github.connectionpool.metrics;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.internal.watch.PoolMonitor;
import io.github.connectionpool.internal.watch.Watcher;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.ConnectionCounts;

import static org.assertj.core.api.Assertions.assertThat;

class PoolMetersTests {

	private static final Percentage ROUNDED = Percentage.withPercentage(0.001);

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final PoolRegistry pools = new PoolRegistry();

	private final PoolMonitor monitor = TestPools.monitor(this.pools);

	private final Watcher watcher = TestPools.watcher(this.pools, this.monitor);

	private final TestPools.Numbers numbers = new TestPools.Numbers();

	private final MonitoredPool pool = add("dataSource", this.numbers);

	PoolMetersTests() {
		new PoolMeters(this.pools, this.monitor, Duration.ZERO).bindTo(this.registry);
	}

	@AfterEach
	void stop() {
		this.watcher.stop();
	}

	@ParameterizedTest
	@CsvSource({ "connectionpool.utilization, GAUGE, 1, ratio", "connectionpool.connections, GAUGE, 3, connections",
			"connectionpool.connections.max, GAUGE, 1,", "connectionpool.checkouts, GAUGE, 6, checkouts",
			"connectionpool.leaks, COUNTER, 3, leaks", "connectionpool.reclaimed, COUNTER, 1,",
			"connectionpool.exhaustions, COUNTER, 1, exhaustions", "connectionpool.failures, COUNTER, 4, failures",
			"connectionpool.acquire, TIMER, 1, seconds", "connectionpool.held, TIMER, 1, seconds",
			"connectionpool.oldest, GAUGE, 1, seconds" })
	void everyMeterOfTheContractIsThere(String name, Meter.Type type, int count, String unit) {
		assertThat(this.registry.find(name).meters()).hasSize(count).allSatisfy((meter) -> {
			assertThat(meter.getId().getType()).isEqualTo(type);
			assertThat(meter.getId().getTag("pool")).isEqualTo("dataSource");
			assertThat(meter.getId().getDescription()).isNotBlank();
			assertThat(meter.getId().getBaseUnit()).isEqualTo(unit);
		});
	}

	@Test
	void thereAreNoOthers() {
		assertThat(this.registry.getMeters()).extracting((meter) -> meter.getId().getName())
			.containsOnly("connectionpool.utilization", "connectionpool.connections", "connectionpool.connections.max",
					"connectionpool.checkouts", "connectionpool.leaks", "connectionpool.reclaimed",
					"connectionpool.cleared", "connectionpool.exhaustions", "connectionpool.failures",
					"connectionpool.acquire", "connectionpool.held", "connectionpool.oldest");
	}

	@Test
	void theTagsAreThoseOfTheContract() {
		assertThat(tags("connectionpool.connections", "state")).containsExactlyInAnyOrder("active", "idle", "pending");
		assertThat(tags("connectionpool.checkouts", "verdict")).containsExactlyInAnyOrder("ACTIVE", "EXECUTING", "HELD",
				"WAITING", "SUSPECT", "LEAKED");
		assertThat(tags("connectionpool.leaks", "reason")).containsExactlyInAnyOrder("UNREACHABLE", "OWNER_ENDED",
				"WORK_ENDED");
	}

	@Test
	void connectionsAreThePoolsOwnNumbers() {
		this.numbers.counts(new ConnectionCounts(4, 5, 10, 2, 3));
		assertThat(gauge("connectionpool.utilization")).isEqualTo(0.4);
		assertThat(gauge("connectionpool.connections", "state", "active")).isEqualTo(4);
		assertThat(gauge("connectionpool.connections", "state", "idle")).isEqualTo(5);
		assertThat(gauge("connectionpool.connections", "state", "pending")).isEqualTo(3);
		assertThat(gauge("connectionpool.connections.max")).isEqualTo(10);
	}

	@Test
	void whatThePoolDoesNotTellIsNotANumber() {
		this.numbers.counts(new ConnectionCounts(4, null, null, null, null));
		assertThat(gauge("connectionpool.utilization")).isNaN();
		assertThat(gauge("connectionpool.connections", "state", "active")).isEqualTo(4);
		assertThat(gauge("connectionpool.connections", "state", "idle")).isNaN();
		assertThat(gauge("connectionpool.connections", "state", "pending")).isNaN();
		assertThat(gauge("connectionpool.connections.max")).isNaN();
	}

	@Test
	void checkoutsAreCountedByTheirVerdict() {
		this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		Checkout executing = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		executing.beginStatement("select 1");
		assertThat(gauge("connectionpool.checkouts", "verdict", "EXECUTING")).isOne();
		assertThat(gauge("connectionpool.checkouts", "verdict", "ACTIVE")).isOne();
		assertThat(gauge("connectionpool.checkouts", "verdict", "LEAKED")).isZero();
	}

	@Test
	void theOldestIsInSeconds() {
		Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		TestPools.await().until(() -> checkout.held(System.nanoTime()).toMillis() >= 5);
		double before = checkout.held(System.nanoTime()).toMillis() - 1.0;
		double millis = gauge("connectionpool.oldest") * 1_000;
		assertThat(millis).isBetween(before, checkout.held(System.nanoTime()).toMillis() + 1.0);
	}

	@Test
	void allMetersOfAScrapeShareASnapshot() {
		SimpleMeterRegistry shared = new SimpleMeterRegistry();
		new PoolMeters(this.pools, this.monitor, Duration.ofDays(1)).bindTo(shared);
		this.numbers.counts(TestPools.counts(4, 10));
		assertThat(shared.get("connectionpool.utilization").gauge().value()).isEqualTo(0.4);
		this.numbers.counts(TestPools.counts(8, 10));
		assertThat(shared.get("connectionpool.connections").tag("state", "active").gauge().value()).isEqualTo(4);
	}

	@Test
	void timersCountAndAddUp() {
		Checkout checkout = this.pool.borrowed(System.nanoTime() - TimeUnit.MINUTES.toNanos(1), Borrower.current(),
				CheckoutContext.NONE);
		this.pool.returned(checkout);
		FunctionTimer acquire = this.registry.get("connectionpool.acquire").functionTimer();
		assertThat(acquire.count()).isOne();
		assertThat(acquire.totalTime(TimeUnit.NANOSECONDS)).isCloseTo((double) checkout.waited().toNanos(), ROUNDED);
		FunctionTimer held = this.registry.get("connectionpool.held").functionTimer();
		assertThat(held.count()).isOne();
		assertThat(held.totalTime(TimeUnit.NANOSECONDS)).isCloseTo((double) checkout.held(System.nanoTime()).toNanos(),
				ROUNDED);
	}

	@Test
	void exhaustionsAreCounted() {
		this.numbers.counts(TestPools.counts(10, 10));
		this.pool.failures().failed(System.nanoTime(), new SQLTransientConnectionException(), false);
		assertThat(counter("connectionpool.exhaustions")).isOne();
	}

	@Test
	void failuresAreCountedByReason() {
		this.pool.failures().failed(System.nanoTime(), new SQLException("refused", "08001"), false);
		this.numbers.counts(TestPools.counts(10, 10));
		this.pool.failures().failed(System.nanoTime(), new SQLTransientConnectionException(), false);
		this.pool.failures()
			.failed(System.nanoTime(), new SQLException("interrupted", new InterruptedException()), false);
		assertThat(failures("connect")).isOne();
		assertThat(failures("exhausted")).isOne();
		assertThat(failures("interrupted")).isOne();
		assertThat(failures("other")).isZero();
		assertThat(counter("connectionpool.exhaustions")).isOne();
	}

	private double failures(String reason) {
		return this.registry.get("connectionpool.failures").tag("reason", reason).functionCounter().count();
	}

	@Test
	void nothingIsLeakedOrReclaimedAtFirst() {
		this.registry.find("connectionpool.leaks")
			.functionCounters()
			.forEach((counter) -> assertThat(counter.count()).isZero());
		assertThat(counter("connectionpool.reclaimed")).isZero();
	}

	@Test
	void aPoolThatIsAddedLaterIsBound() {
		int before = this.registry.getMeters().size();
		add("later", new TestPools.Numbers().counts(TestPools.counts(5, 10)));
		assertThat(this.registry.getMeters()).hasSize(2 * before);
		assertThat(this.registry.get("connectionpool.utilization").tag("pool", "later").gauge().value()).isEqualTo(0.5);
	}

	@Test
	void aPoolThatReplacesAnotherIsReadUnderItsName() {
		this.numbers.counts(TestPools.counts(1, 10));
		readAll();
		int before = this.registry.getMeters().size();
		TestPools.Numbers others = new TestPools.Numbers().counts(TestPools.counts(10, 10));
		MonitoredPool after = add("dataSource", others);
		after.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		after.failures().failed(System.nanoTime(), new SQLTransientConnectionException(), false);
		assertThat(this.registry.getMeters()).hasSize(before);
		assertThat(gauge("connectionpool.utilization")).isOne();
		assertThat(counter("connectionpool.exhaustions")).isOne();
		assertThat(this.registry.get("connectionpool.acquire").functionTimer().count()).isOne();
		this.watcher.start();
		TestPools.await().until(() -> gauge("connectionpool.checkouts", "verdict", "ACTIVE") == 1);
	}

	@Test
	void aReadingNeverBorrows() throws Exception {
		try (HikariDataSource dataSource = TestPools.hikari(1)) {
			add("full", TestPools.statistics(dataSource));
			try (Connection connection = dataSource.getConnection()) {
				assertThat(this.registry.get("connectionpool.utilization").tag("pool", "full").gauge().value()).isOne();
				readAll();
				assertThat(connection.isClosed()).isFalse();
			}
		}
	}

	@Test
	void aReadingStartsNoPool() {
		try (HikariDataSource dataSource = TestPools.hikari(1)) {
			MonitoredPool idle = add("idle", TestPools.statistics(dataSource));
			readAll();
			assertThat(dataSource.isRunning()).isFalse();
			assertThat(idle.ledger().borrows()).isZero();
		}
	}

	private void readAll() {
		this.registry.getMeters().forEach((meter) -> meter.measure().forEach(Measurement::getValue));
	}

	private MonitoredPool add(String name, PoolStatistics statistics) {
		MonitoredPool pool = TestPools.pool(name, statistics);
		this.pools.add(pool);
		return pool;
	}

	private double gauge(String name, String... tags) {
		return this.registry.get(name).tag("pool", "dataSource").tags(tags).gauge().value();
	}

	private double counter(String name) {
		return this.registry.get(name).tag("pool", "dataSource").functionCounter().count();
	}

	private List<String> tags(String name, String tag) {
		return this.registry.get(name)
			.meters()
			.stream()
			.flatMap((meter) -> meter.getId().getTags().stream())
			.filter((one) -> one.getKey().equals(tag))
			.map(Tag::getValue)
			.toList();
	}

}
