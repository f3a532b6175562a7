package io.github.connectionpool.sample.postgres;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Tells Spring Boot's own pool where the embedded server listens.
 *
 * @param port the server's port
 */
record EmbeddedPostgresConnectionDetails(int port) implements JdbcConnectionDetails {

	@Override
	public String getJdbcUrl() {
		return "jdbc:postgresql://localhost:%d/postgres".formatted(this.port);
	}

	@Override
	public String getUsername() {
		return "postgres";
	}

	@Override
	public String getPassword() {
		return "";
	}

}
