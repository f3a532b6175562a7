package io.github.connectionpool.internal.pool;

/**
 * Thrown by a pool that does not tell its counts, where the reason has been logged.
 */
public final class CountsUnknownException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create.
	 * @param message what does not tell the counts
	 */
	public CountsUnknownException(String message) {
		super(message);
	}

}
