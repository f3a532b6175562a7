package io.github.connectionpool.internal.timeout;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.internal.pool.PoolSettings;
import io.github.connectionpool.internal.timeout.Timeout.Layer;
import io.github.connectionpool.internal.timeout.Timeout.Source;
import io.github.connectionpool.report.Finding;

import static org.assertj.core.api.Assertions.assertThat;

class TimeoutHierarchyTests {

	@Test
	void timeoutsAreOrderedFromTheFastestToTheSlowestAndNoLimitComesLast() {
		List<Timeout> order = Configured.well().hierarchy().order();
		assertThat(order).extracting((timeout) -> timeout.name() + " " + timeout.valueText())
			.containsExactly("spring.datasource.hikari.validation-timeout 5 s",
					"spring.datasource.hikari.connection-timeout 10 s", "cancelSignalTimeout 10 s",
					"connectTimeout 10 s", "spring.jdbc.template.query-timeout 30 s", "statement_timeout 30 s",
					"idle_in_transaction_session_timeout 1 min", "spring.datasource.hikari.keepalive-time 2 min",
					"socketTimeout 5 min", "spring.datasource.hikari.idle-timeout 10 min",
					"spring.datasource.hikari.max-lifetime 30 min", "spring.transaction.default-timeout no limit",
					"loginTimeout no limit", "idle_session_timeout no limit");
	}

	@Test
	void anApplicationThatIsConfiguredWellHasNoFindings() {
		assertThat(Configured.well().hierarchy().findings()).isEmpty();
	}

	@Test
	void anApplicationWithAllDefaultsHasFourFindings() {
		assertThat(Configured.notAtAll().hierarchy().findings()).extracting(Finding::id)
			.containsExactlyInAnyOrder("timeout-connection-long", "timeout-query-missing", "timeout-socket-missing",
					"timeout-idle-in-transaction-missing");
	}

	@Test
	void theWorstFindingComesFirst() {
		assertThat(Configured.well().keepalive(0).connection(0).transaction(1).hierarchy().findings())
			.extracting(Finding::severity)
			.isSorted()
			.hasSize(3);
	}

	@Test
	void everyTimeoutSaysHowItCameAbout() {
		List<Timeout> order = Configured.well()
			.connection(30)
			.lifetime(600)
			.server("wait_timeout", 28_800)
			.server("idle_session_timeout", 0)
			.hierarchy()
			.order();
		assertThat(source(order, "spring.datasource.hikari.connection-timeout")).isEqualTo(Source.DEFAULT);
		assertThat(source(order, "spring.datasource.hikari.max-lifetime")).isEqualTo(Source.SET);
		assertThat(source(order, "connectTimeout")).isEqualTo(Source.DEFAULT);
		assertThat(source(order, "socketTimeout")).isEqualTo(Source.SET);
		assertThat(source(order, "loginTimeout")).isEqualTo(Source.NOT_SET);
		assertThat(source(order, "spring.transaction.default-timeout")).isEqualTo(Source.NOT_SET);
		assertThat(source(order, "wait_timeout")).isEqualTo(Source.DEFAULT);
		assertThat(source(order, "idle_session_timeout")).isEqualTo(Source.NOT_SET);
	}

	@Test
	void pgbouncersTimeoutsAreInTheOrder() {
		List<Timeout> order = Configured.well().behindPgBouncer().hierarchy().order();
		assertThat(order).filteredOn((timeout) -> timeout.layer() == Layer.PGBOUNCER)
			.extracting(Timeout::name)
			.containsExactly("query_wait_timeout", "server_connect_timeout", "server_idle_timeout", "server_lifetime",
					"client_idle_timeout", "idle_transaction_timeout", "query_timeout");
	}

	@Test
	void anIdleTimeoutWithoutEffectSaysSo() {
		assertThat(Configured.well().fixedSize().hierarchy().order()).filteredOn((timeout) -> timeout.note() != null)
			.extracting(Timeout::name)
			.containsExactly("spring.datasource.hikari.idle-timeout");
	}

	@Test
	void aPoolThatTellsNothingHasNothingButWhatSpringHas() {
		TimeoutHierarchy hierarchy = TimeoutHierarchy.of(TimeoutFacts.of(PoolSettings.UNKNOWN).build());
		assertThat(hierarchy.findings()).isEmpty();
		assertThat(hierarchy.order()).extracting(Timeout::layer).containsOnly(Layer.SPRING);
	}

	@Test
	void aPoolOfAnUnknownPrefixIsToldByItsOwnProperties() {
		PoolSettings settings = new PoolSettings(Duration.ofSeconds(30), null, null, null, null, null, null, null, null,
				null, Map.of());
		TimeoutHierarchy hierarchy = TimeoutHierarchy
			.of(TimeoutFacts.of(settings).named(Configured.TYPE, null).build());
		assertThat(hierarchy.order().get(0).name()).isEqualTo("connection-timeout");
		assertThat(hierarchy.findings()).singleElement()
			.extracting(Finding::fix)
			.isEqualTo("Set connection-timeout=10000 (10 s).");
	}

	@Test
	void noTimeIsTooLongOrTooShortToBeReckonedWith() {
		Duration endless = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
		Duration negative = Duration.ofSeconds(-1);
		for (Duration odd : List.of(endless, negative, Duration.ofNanos(1))) {
			PoolSettings settings = new PoolSettings(odd, odd, odd, odd, odd, odd, null, null, null, null, Map.of());
			TimeoutHierarchy hierarchy = TimeoutHierarchy.of(TimeoutFacts.of(settings)
				.named(Configured.TYPE, "p")
				.jdbcUrl("jdbc:postgresql:db")
				.spring(odd, odd)
				.server(Map.of("statement_timeout", odd, "wait_timeout", odd))
				.pgbouncer(Map.of("query_wait_timeout", "99999999999999999999"))
				.build());
			assertThat(hierarchy.order()).allSatisfy((timeout) -> assertThat(timeout.valueText()).isNotBlank());
		}
	}

	private static Source source(List<Timeout> order, String name) {
		return order.stream().filter((timeout) -> timeout.name().equals(name)).findFirst().orElseThrow().source();
	}

}
