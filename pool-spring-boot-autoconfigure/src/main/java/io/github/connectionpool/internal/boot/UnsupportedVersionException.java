package io.github.connectionpool.internal.boot;

/**
 * Thrown when the application runs on a Spring Boot that is too old.
 */
final class UnsupportedVersionException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnsupportedVersionException(String version) {
		super("The connection pool monitor does not run on Spring Boot " + version + ", it supports "
				+ SupportedVersions.LINES);
	}

}
