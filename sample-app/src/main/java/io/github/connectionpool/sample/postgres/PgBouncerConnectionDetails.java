package io.github.connectionpool.sample.postgres;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Tells Spring Boot's own pool where PgBouncer listens.
 *
 * @param port PgBouncer's port
 */
record PgBouncerConnectionDetails(int port) implements JdbcConnectionDetails {

	/**
	 * Without statements that are prepared on the server: PgBouncer before 1.21 does not
	 * know of them, so that one client would run what another has prepared.
	 */
	@Override
	public String getJdbcUrl() {
		return "jdbc:postgresql://127.0.0.1:%d/postgres?prepareThreshold=0".formatted(this.port);
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
