package io.github.connectionpool.sample.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;

import io.github.connectionpool.testsupport.PgBouncerServer;

/**
 * Puts a PgBouncer between the pool and the embedded PostgreSQL. Migrations go straight
 * to PostgreSQL: Flyway takes a lock that belongs to a session.
 */
@Configuration(proxyBeanMethods = false)
@Profile("pgbouncer")
@Conditional(NoDatabaseConfigured.class)
class PgBouncerConfiguration {

	@Bean
	PgBouncerServer pgBouncer(EmbeddedPostgres server, @Value("${sample.pgbouncer.port}") int port) {
		return LocalPgBouncer.start(server.getPort(), port);
	}

	@Bean
	@Primary
	PgBouncerConnectionDetails pgBouncerConnectionDetails(PgBouncerServer bouncer) {
		return new PgBouncerConnectionDetails(bouncer.port());
	}

	@Bean
	FlywayConnectionDetails migrationConnectionDetails(EmbeddedPostgresConnectionDetails server) {
		return new FlywayConnectionDetails() {

			@Override
			public String getJdbcUrl() {
				return server.getJdbcUrl();
			}

			@Override
			public String getUsername() {
				return server.getUsername();
			}

			@Override
			public String getPassword() {
				return server.getPassword();
			}

		};
	}

}
