package io.github.connectionpool.health;

import java.sql.Connection;
import java.util.Map;
import java.util.Objects;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.report.ConnectionCounts;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionPoolHealthContributorTests {

	private final PoolRegistry pools = new PoolRegistry();

	private final ConnectionPoolHealthContributor contributor = contributor("OUT_OF_SERVICE");

	private final TestPools.Numbers numbers = new TestPools.Numbers();

	@Test
	void aPoolBelowTheThresholdsIsUp() {
		assertThat(health(TestPools.counts(7, 10)).getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void aPoolInWarningHasAStatusOfItsOwn() {
		assertThat(health(TestPools.counts(8, 10)).getStatus()).isEqualTo(new Status("WARNING"));
	}

	@Test
	void aCriticalPoolIsOutOfService() {
		assertThat(health(TestPools.counts(10, 10)).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "DOWN", "WARNING", "SATURATED" })
	void theStatusOfACriticalPoolCanBeChosen(String status) {
		MonitoredPool pool = add("dataSource", this.numbers.counts(TestPools.counts(10, 10)));
		pool.checked(this.numbers.counts(), 1);
		assertThat(health(contributor(status), "dataSource").getStatus()).isEqualTo(new Status(status));
	}

	@Test
	void goesByTheSustainedLevelAndShowsTheNumbersOfNow() {
		MonitoredPool pool = add("dataSource", this.numbers.counts(TestPools.counts(1, 10)));
		pool.checked(this.numbers.counts(), 1);
		this.numbers.counts(TestPools.counts(10, 10));
		Health health = health(this.contributor, "dataSource");
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("utilization", 1.0).containsEntry("active", 10);
	}

	@Test
	void theDetailsAreTheNumbers() {
		assertThat(health(new ConnectionCounts(4, 5, 10, 2, 3)).getDetails())
			.containsExactlyInAnyOrderEntriesOf(Map.of("utilization", 0.4, "active", 4, "idle", 5, "max", 10, "pending",
					3, "warningFrom", 0.80, "criticalFrom", 0.95));
	}

	@Test
	void whatThePoolDoesNotTellIsNoDetail() {
		assertThat(health(new ConnectionCounts(4, null, null, null, null)).getDetails())
			.containsExactlyInAnyOrderEntriesOf(Map.of("active", 4, "warningFrom", 0.80, "criticalFrom", 0.95));
	}

	@Test
	void everyPoolIsAComponent() {
		add("stock", this.numbers);
		add("orders", this.numbers);
		assertThat(this.contributor.stream()).extracting(HealthContributors.Entry::name)
			.containsExactly("orders", "stock");
		assertThat(this.contributor)
			.allSatisfy((entry) -> assertThat(((HealthIndicator) entry.contributor()).health()).isNotNull());
	}

	@Test
	void aPoolThatIsAddedLaterAppears() {
		assertThat(this.contributor.stream()).isEmpty();
		assertThat(this.contributor.getContributor("dataSource")).isNull();
		add("dataSource", this.numbers);
		assertThat(this.contributor.stream()).hasSize(1);
		assertThat(this.contributor.getContributor("dataSource")).isNotNull();
	}

	@Test
	void aPoolThatReplacesAnotherIsShownInItsPlace() {
		add("dataSource", this.numbers.counts(TestPools.counts(1, 10)));
		add("dataSource", new TestPools.Numbers().counts(TestPools.counts(2, 10)));
		assertThat(health(this.contributor, "dataSource").getDetails()).containsEntry("active", 2);
	}

	@Test
	void answersAtOnceHoweverFullThePoolIs() throws Exception {
		try (HikariDataSource dataSource = TestPools.hikari(1)) {
			MonitoredPool pool = add("dataSource", TestPools.statistics(dataSource));
			try (Connection connection = dataSource.getConnection()) {
				pool.checked(pool.statistics().counts(), 1);
				Health health = health(this.contributor, "dataSource");
				assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
				assertThat(health.getDetails()).containsEntry("active", 1).containsEntry("pending", 0);
				assertThat(connection.isClosed()).isFalse();
			}
		}
	}

	@Test
	void startsNoPool() {
		try (HikariDataSource dataSource = TestPools.hikari(1)) {
			add("dataSource", TestPools.statistics(dataSource));
			health(this.contributor, "dataSource");
			assertThat(dataSource.isRunning()).isFalse();
		}
	}

	private Health health(ConnectionCounts counts) {
		MonitoredPool pool = add("dataSource", this.numbers.counts(counts));
		pool.checked(counts, 1);
		return health(this.contributor, "dataSource");
	}

	private static Health health(ConnectionPoolHealthContributor contributor, String pool) {
		HealthIndicator indicator = (HealthIndicator) Objects.requireNonNull(contributor.getContributor(pool));
		return Objects.requireNonNull(indicator.health(true));
	}

	private ConnectionPoolHealthContributor contributor(String criticalStatus) {
		return new ConnectionPoolHealthContributor(this.pools, TestPools.monitor(this.pools), TestPools.ends(),
				TestPools.THRESHOLDS, criticalStatus);
	}

	private MonitoredPool add(String name, PoolStatistics statistics) {
		MonitoredPool pool = TestPools.pool(name, statistics);
		this.pools.add(pool);
		return pool;
	}

}
