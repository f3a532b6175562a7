package io.github.connectionpool.internal.poll;

import java.net.SocketTimeoutException;
import java.sql.SQLTimeoutException;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.outage.FailureText;

/**
 * Describes a failure in a sentence, without passwords.
 */
public final class Failures {

	private static final int MOST_CAUSES = 20;

	private Failures() {
	}

	/**
	 * The description.
	 * @param failure the exception
	 * @return its message on one line, with the SQLSTATE if there is one, cut off if it
	 * is long
	 */
	public static String message(Throwable failure) {
		return FailureText.of(failure);
	}

	/**
	 * Whether nothing came back in time.
	 * @param failure the exception
	 * @return whether it is for a timeout of the network, of the driver or of the pool
	 */
	public static boolean isTimeout(Throwable failure) {
		Throwable cause = failure;
		for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
			String message = cause.getMessage();
			// the driver of PostgreSQL has no class of its own for a login that takes too
			// long
			if (cause instanceof SocketTimeoutException || cause instanceof SQLTimeoutException
					|| (message != null && message.contains("timed out"))) {
				return true;
			}
			cause = cause.getCause();
		}
		return false;
	}

	/**
	 * The state the server or the driver gives it.
	 * @param failure the exception
	 * @return five characters as a rule, null if there is none
	 */
	public static @Nullable String sqlState(Throwable failure) {
		return FailureText.sqlState(failure);
	}

}
