package io.github.connectionpool.internal.jdbc;

/**
 * Says why a pool that was not full had no connection for a borrower. Suppressed in the
 * pool's own exception, which stays as it is; never thrown, and without a stack.
 */
public final class NoConnectionInfo extends Exception {

	private static final long serialVersionUID = 1L;

	NoConnectionInfo(String message) {
		super(message, null, false, false);
	}

}
