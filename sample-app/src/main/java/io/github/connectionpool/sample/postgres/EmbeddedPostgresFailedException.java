package io.github.connectionpool.sample.postgres;

/**
 * The embedded PostgreSQL could not be started.
 */
final class EmbeddedPostgresFailedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	EmbeddedPostgresFailedException(Exception cause) {
		super("The embedded PostgreSQL could not be started: " + cause.getMessage(), cause);
	}

}
