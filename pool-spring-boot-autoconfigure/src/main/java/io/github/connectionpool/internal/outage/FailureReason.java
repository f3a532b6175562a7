package io.github.connectionpool.internal.outage;

import java.util.Locale;

/**
 * Why a borrower got no connection.
 */
public enum FailureReason {

	/** All connections of the pool were borrowed. */
	EXHAUSTED,

	/** The pool was not full, but it got no connection from the database. */
	CONNECT,

	/** The borrowing thread was interrupted while it waited. */
	INTERRUPTED,

	/** The pool refused for another reason: for example, it is closed or suspended. */
	OTHER;

	/**
	 * The reason as the tag of a meter.
	 * @return in lower case
	 */
	public String tag() {
		return name().toLowerCase(Locale.ROOT);
	}

}
