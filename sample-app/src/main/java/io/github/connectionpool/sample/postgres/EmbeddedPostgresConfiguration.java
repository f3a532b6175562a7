package io.github.connectionpool.sample.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Starts a PostgreSQL for the sample when the user has not named one.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(NoDatabaseConfigured.class)
class EmbeddedPostgresConfiguration {

	@Bean
	EmbeddedPostgres embeddedPostgres() {
		return EmbeddedPostgresServer.start();
	}

	// The pool depends on this bean and this bean on the server, so Spring closes the
	// pool first.
	@Bean
	EmbeddedPostgresConnectionDetails embeddedPostgresConnectionDetails(EmbeddedPostgres server) {
		return new EmbeddedPostgresConnectionDetails(server.getPort());
	}

	@Bean
	InfoContributor databaseInfoContributor(EmbeddedPostgresConnectionDetails details) {
		return (info) -> info.withDetail("database", details.getJdbcUrl());
	}

}
