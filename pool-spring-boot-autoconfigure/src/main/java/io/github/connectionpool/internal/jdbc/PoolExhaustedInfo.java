package io.github.connectionpool.internal.jdbc;

/**
 * Says which threads hold the connections that a borrower has waited for in vain.
 * Suppressed in the pool's own exception, which stays as it is; never thrown, and without
 * a stack.
 */
final class PoolExhaustedInfo extends Exception {

	private static final long serialVersionUID = 1L;

	PoolExhaustedInfo(String message) {
		super(message, null, false, false);
	}

}
