package io.github.connectionpool.sample.postgres;

import org.jspecify.annotations.Nullable;

/**
 * The PgBouncer of the profile {@code pgbouncer} could not be started.
 */
final class PgBouncerFailedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	PgBouncerFailedException(String message) {
		this(message, null);
	}

	PgBouncerFailedException(String message, @Nullable Exception cause) {
		super(message, cause);
	}

}
