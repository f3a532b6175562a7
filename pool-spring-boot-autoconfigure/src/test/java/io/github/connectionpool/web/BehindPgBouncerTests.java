package io.github.connectionpool.web;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;

import io.github.connectionpool.BehindPgBouncer;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.testsupport.PgBouncerServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with the starter, a real PgBouncer in transaction mode and its console.
 */
@NullMarked
@SpringBootTest(classes = TestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoints.web.exposure.include=*", "management.endpoint.health.show-details=always",
				"spring.datasource.hikari.maximum-pool-size=5", "connectionpool.database.interval=1s",
				"connectionpool.pgbouncer.user=postgres" })
@EnabledIf(value = "isInstalled", disabledReason = PgBouncerServer.HOW_TO_INSTALL)
class BehindPgBouncerTests extends BehindPgBouncer {

	private final JdbcTemplate jdbc;

	private final int port;

	BehindPgBouncerTests(@Autowired JdbcTemplate jdbc, @LocalServerPort int port) {
		this.jdbc = jdbc;
		this.port = port;
	}

	@BeforeEach
	void awaitTheConsole() {
		// a pool that has not started has no server to ask
		this.jdbc.execute("select 1");
		TestPools.await().ignoreExceptions().untilAsserted(() -> {
			DocumentContext pool = pool();
			assertThat(pool.<Map<String, Object>>read("$.pgbouncer")).containsKey("readAt")
				.doesNotContainKeys("unknownSince");
			assertThat(pool.<String>read("$.database.pooler.mode")).isEqualTo("TRANSACTION");
		});
	}

	@Test
	void showsPgBouncerInTheEndpoint() {
		DocumentContext pool = pool();
		assertThat(pool.<String>read("$.database.pooler.presence")).isEqualTo("PGBOUNCER");
		assertThat(pool.<Boolean>read("$.database.pooler.sharesServers")).isTrue();
		assertThat(pool.<String>read("$.pgbouncer.version")).isNotEmpty();
		assertThat(pool.<List<String>>read("$.pgbouncer.pools[*].mode")).containsExactly("TRANSACTION");
		assertThat(pool.<Integer>read("$.pgbouncer.pools[0].poolSize")).isEqualTo(2);
		assertThat(pool.<Integer>read("$.pgbouncer.pools[0].clientsActive"))
			.as("the pool's five, and at most two that look for the mode")
			.isBetween(1, 7);
		assertThat(pool.<Integer>read("$.pgbouncer.pools[0].longestWaitMillis")).isNotNegative();
	}

	@Test
	void showsPgBouncerInTheDetailsOfHealth() {
		DocumentContext health = JsonPath.parse(Http.get(this.port, "/actuator/health").getBody());
		Map<String, Object> details = health
			.read("$.components.connectionPool.components.dataSource.details.pgbouncer['postgres@postgres']");
		assertThat(details).containsEntry("mode", "TRANSACTION")
			.containsKeys("clientsActive", "clientsWaiting", "serversActive", "serversIdle", "longestWaitMillis");
	}

	@Test
	void showsPgBouncerInMeters() {
		String scrape = Objects.requireNonNull(Http.get(this.port, "/actuator/prometheus").getBody());
		assertThat(scrape.lines())
			.anyMatch((line) -> line
				.matches("connectionpool_pgbouncer_clients\\{pool=\"dataSource\",state=\"active\"\\} [1-7]\\.0"))
			.anyMatch((line) -> line.startsWith("connectionpool_pgbouncer_servers{pool=\"dataSource\""))
			.anyMatch((line) -> line.startsWith("connectionpool_pgbouncer_wait_seconds{pool=\"dataSource\"} 0.0"))
			.anyMatch((line) -> line.startsWith("connectionpool_database_limit{pool=\"dataSource\"} 97.0"))
			.anyMatch((line) -> line
				.startsWith("connectionpool_database_connections{pool=\"dataSource\",state=\"idle_in_transaction\"}"));
	}

	@Test
	void findsWhatBreaksInTransactionModeWithItsLine() {
		this.jdbc.execute("set search_path to public");
		this.jdbc.queryForObject("select ?::int", Integer.class, 1);
		List<Map<String, Object>> findings = pool().read("$.findings");
		assertThat(findings).anySatisfy((finding) -> {
			assertThat(finding).containsEntry("id", "pgbouncer-schema").containsEntry("severity", "CRITICAL");
			assertThat(finding.get("evidence")).asString()
				.contains(
						"BehindPgBouncerTests.findsWhatBreaksInTransactionModeWithItsLine(BehindPgBouncerTests.java:");
		}).anySatisfy((finding) -> {
			assertThat(finding).containsEntry("id", "pgbouncer-prepared-statements")
				.containsEntry("severity", "CRITICAL");
			assertThat(finding.get("fix")).asString().contains("prepareThreshold=0");
		});
	}

	@Test
	void keepsTheRunningConfigurationWhereItMakesAnother() {
		assertThat(Http.get(this.port, "/actuator/connectionpool/dataSource/pgbouncer.ini").getBody())
			.contains("listen_port = " + pgBouncerPort())
			.contains("pool_mode = transaction");
	}

	@Test
	void offersNoProcessBehindAPooler() {
		List<Map<String, Object>> checkouts = this.jdbc
			.execute((Connection connection) -> pool().<List<Map<String, Object>>>read("$.checkouts"));
		assertThat(checkouts).isNotEmpty()
			.allSatisfy((checkout) -> assertThat(checkout).doesNotContainKey("backendPid"));
	}

	private DocumentContext pool() {
		ResponseEntity<String> answer = Http.get(this.port, "/actuator/connectionpool/dataSource");
		assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
		return JsonPath.parse(answer.getBody());
	}

}
