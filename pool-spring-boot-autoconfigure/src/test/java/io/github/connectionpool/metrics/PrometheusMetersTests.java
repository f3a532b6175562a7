package io.github.connectionpool.metrics;

import java.time.Duration;
import java.util.List;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.ConnectionCounts;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Dashboards and alert rules go by these names.
 */
class PrometheusMetersTests {

	private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private final TestPools.Numbers numbers = new TestPools.Numbers().counts(new ConnectionCounts(4, 5, 10, 2, 3));

	private final MonitoredPool pool = TestPools.pool("dataSource", this.numbers);

	private final PoolRegistry pools = new PoolRegistry();

	/** Meters do not keep it from being collected. */
	private final PoolMeters meters = new PoolMeters(this.pools, TestPools.monitor(this.pools), Duration.ZERO);

	PrometheusMetersTests() {
		this.pools.add(this.pool);
		this.meters.bindTo(this.registry);
	}

	@ParameterizedTest
	@ValueSource(strings = { "connectionpool_utilization_ratio{pool=\"dataSource\"} 0.4",
			"connectionpool_connections{pool=\"dataSource\",state=\"active\"} 4.0",
			"connectionpool_connections{pool=\"dataSource\",state=\"idle\"} 5.0",
			"connectionpool_connections{pool=\"dataSource\",state=\"pending\"} 3.0",
			"connectionpool_connections_max{pool=\"dataSource\"} 10.0",
			"connectionpool_checkouts{pool=\"dataSource\",verdict=\"ACTIVE\"} 0.0",
			"connectionpool_checkouts{pool=\"dataSource\",verdict=\"EXECUTING\"} 0.0",
			"connectionpool_checkouts{pool=\"dataSource\",verdict=\"HELD\"} 0.0",
			"connectionpool_checkouts{pool=\"dataSource\",verdict=\"WAITING\"} 0.0",
			"connectionpool_checkouts{pool=\"dataSource\",verdict=\"SUSPECT\"} 0.0",
			"connectionpool_checkouts{pool=\"dataSource\",verdict=\"LEAKED\"} 0.0",
			"connectionpool_leaks_total{pool=\"dataSource\",reason=\"UNREACHABLE\"} 0.0",
			"connectionpool_leaks_total{pool=\"dataSource\",reason=\"OWNER_ENDED\"} 0.0",
			"connectionpool_leaks_total{pool=\"dataSource\",reason=\"WORK_ENDED\"} 0.0",
			"connectionpool_reclaimed_total{pool=\"dataSource\"} 0.0",
			"connectionpool_exhaustions_total{pool=\"dataSource\"} 0.0",
			"connectionpool_failures_total{pool=\"dataSource\",reason=\"exhausted\"} 0.0",
			"connectionpool_failures_total{pool=\"dataSource\",reason=\"connect\"} 0.0",
			"connectionpool_failures_total{pool=\"dataSource\",reason=\"interrupted\"} 0.0",
			"connectionpool_failures_total{pool=\"dataSource\",reason=\"other\"} 0.0",
			"connectionpool_acquire_seconds_count{pool=\"dataSource\"} 0",
			"connectionpool_acquire_seconds_sum{pool=\"dataSource\"} 0.0",
			"connectionpool_held_seconds_count{pool=\"dataSource\"} 0",
			"connectionpool_held_seconds_sum{pool=\"dataSource\"} 0.0",
			"connectionpool_oldest_seconds{pool=\"dataSource\"} 0.0" })
	void hasTheSampleOfTheContract(String sample) {
		assertThat(samples()).contains(sample);
	}

	@Test
	void hasNoOtherSamples() {
		assertThat(samples()).hasSize(26);
	}

	@Test
	void timesAreInSeconds() {
		Checkout checkout = this.pool.borrowed(System.nanoTime() - Duration.ofMinutes(2).toNanos(), Borrower.current(),
				CheckoutContext.NONE);
		String sum = samples().stream()
			.filter((sample) -> sample.startsWith("connectionpool_acquire_seconds_sum"))
			.findFirst()
			.orElseThrow();
		assertThat(Double.parseDouble(sum.substring(sum.indexOf(' ')))).isCloseTo(checkout.waited().toNanos() / 1e9,
				Percentage.withPercentage(0.001));
	}

	@Test
	void whatIsUnknownIsNotANumber() {
		this.numbers.counts(new ConnectionCounts(4, null, null, null, null));
		assertThat(samples()).contains("connectionpool_utilization_ratio{pool=\"dataSource\"} NaN",
				"connectionpool_connections{pool=\"dataSource\",state=\"idle\"} NaN",
				"connectionpool_connections{pool=\"dataSource\",state=\"pending\"} NaN",
				"connectionpool_connections_max{pool=\"dataSource\"} NaN");
	}

	private List<String> samples() {
		return this.registry.scrape().lines().filter((line) -> !line.startsWith("#")).toList();
	}

}
