package io.github.connectionpool.testsupport;

import java.io.IOException;

/**
 * Another process listens at the port that a program was given.
 */
final class PortTakenException extends IOException {

	private static final long serialVersionUID = 1L;

	PortTakenException(String message) {
		super(message);
	}

}
