package io.github.connectionpool.sample.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.github.connectionpool.sample.SampleTest;
import io.github.connectionpool.testsupport.PgBouncerServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The shop behind PgBouncer.
 */
@SampleTest
@ActiveProfiles("pgbouncer")
@DirtiesContext
class PgBouncerProfileTests {

	private final RestTestClient client;

	private final DataSource dataSource;

	private final PgBouncerServer bouncer;

	@Autowired
	PgBouncerProfileTests(RestTestClient client, DataSource dataSource, PgBouncerServer bouncer) {
		this.client = client;
		this.dataSource = dataSource;
		this.bouncer = bouncer;
	}

	@BeforeAll
	static void pgBouncerIsInstalled() {
		assumeTrue(PgBouncerServer.program().isPresent(), PgBouncerServer.HOW_TO_INSTALL);
	}

	@DynamicPropertySource
	static void aFreePort(DynamicPropertyRegistry properties) throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			int port = socket.getLocalPort();
			properties.add("sample.pgbouncer.port", () -> port);
		}
	}

	@Test
	void thePoolLeadsToPgBouncer() throws Exception {
		assertThat(this.dataSource.unwrap(HikariDataSource.class).getJdbcUrl())
			.startsWith("jdbc:postgresql://127.0.0.1:" + this.bouncer.port() + "/");
	}

	@Test
	void migrationsGoStraightToPostgres(@Autowired Flyway flyway, @Autowired EmbeddedPostgres server)
			throws SQLException {
		try (Connection connection = flyway.getConfiguration().getDataSource().getConnection()) {
			assertThat(connection.getMetaData().getURL()).contains(":" + server.getPort() + "/");
		}
	}

	@Test
	void theMonitorIsToldWhereTheConsoleIs(@Autowired Environment environment) {
		assertThat(environment.getProperty("connectionpool.pgbouncer.url"))
			.isEqualTo("jdbc:postgresql://127.0.0.1:" + this.bouncer.port() + "/pgbouncer");
	}

	@Test
	void aCustomerIsShownAsOftenAsAskedFor() {
		for (int id = 1; id <= 50; id++) {
			this.client.get()
				.uri("/customers/" + id)
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody()
				.jsonPath("$.name")
				.isEqualTo("Customer " + id);
		}
	}

	@Test
	void trafficFailsInNothing() {
		this.client.post().uri("/traffic?rate=40&seconds=2").exchange().expectStatus().isAccepted();
		await().atMost(Duration.ofMinutes(1)).until(() -> Boolean.FALSE.equals(traffic().get("running")));
		assertThat(traffic()).containsEntry("failed", 0);
		assertThat(traffic().get("succeeded")).isEqualTo(traffic().get("sent")).isNotEqualTo(0);
	}

	@Test
	void bothConnectionsGetTheAdvisoryLockOfTheirOneSession() {
		this.client.post()
			.uri("/scenarios/session-advisory-lock")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.message")
			.isEqualTo("The first connection got the lock, the second got it");
	}

	private Map<String, Object> traffic() {
		Map<String, Object> report = this.client.get()
			.uri("/traffic")
			.exchange()
			.expectBody(new ParameterizedTypeReference<Map<String, Object>>() {
			})
			.returnResult()
			.getResponseBody();
		return Objects.requireNonNull(report);
	}

}
