package io.github.connectionpool.answers;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.connectionpool.BehindPgBouncer;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.testsupport.PgBouncerServer;

/**
 * As {@link RecordedAnswersTests}, behind a PgBouncer in transaction mode whose console
 * is read.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoints.web.exposure.include=*", "management.endpoint.health.show-details=always",
				"connectionpool.database.interval=1s", "connectionpool.pgbouncer.user=postgres" })
@EnabledIf(value = "isInstalled", disabledReason = PgBouncerServer.HOW_TO_INSTALL)
class RecordedPgBouncerAnswersTests extends BehindPgBouncer {

	private final Application application;

	RecordedPgBouncerAnswersTests(@LocalServerPort int port) {
		this.application = new Application(port);
	}

	@BeforeAll
	static void lendConnections(@Autowired DataSource pooled, @LocalServerPort int port) throws Exception {
		Shop.open("visitor", Shop.setsThePath(pooled));
		Shop.open("sleeps", Shop.holdsAndSleeps(pooled));
		Application application = new Application(port);
		TestPools.await().until(() -> application.get("/actuator/connectionpool/pooled").contains("pgbouncer-schema"));
	}

	@Test
	void allPools() {
		Recorded.matches("pooled-list.json", () -> this.application.pools(""));
	}

	@Test
	void onePool() {
		Recorded.matches("pooled.json", () -> this.application.pools("/pooled"));
	}

	@Test
	void aConfigurationOfPgBouncer() {
		Recorded.matches("pooled-pgbouncer.ini", () -> Mask
			.text(this.application.get("/actuator/connectionpool/pooled/pgbouncer.ini?instances=12&serverLimit=97")));
	}

	@Test
	void health() {
		Recorded.matches("pooled-health.json", this.application::health);
	}

	@Test
	void meters() {
		Recorded.matches("pooled-meters.txt", this.application::meters);
	}

	/** One pool, which is not configured by properties. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage
	static class PooledApplication {

		@Bean
		HikariDataSource pooled(@Value("${spring.datasource.url}") String url) {
			return AnswersApplication.pool(url, 3);
		}

	}

}
