package io.github.connectionpool.checkout;

/**
 * Why a pool gets no connection from its database. Immutable.
 *
 * @param kind the kind of fault, which decides on the remedy
 * @param text what the driver or the pool said, on one line and without passwords
 */
public record OutageCause(Kind kind, String text) {

	/** Borrowers wait, the pool has room, and no connection comes. */
	static final OutageCause SILENCE = new OutageCause(Kind.SILENT, "no connection was made in time");

	static final OutageCause SUSPENDED = new OutageCause(Kind.SUSPENDED,
			"the pool was suspended, and borrowers wait until it is resumed");

	/** Kinds of faults. */
	public enum Kind {

		/** No server listens, or it is starting or shutting down. */
		REFUSED,

		/** Nothing answers: the network is cut, or the server hangs. */
		SILENT,

		/** The name of the host is not known. */
		UNKNOWN_HOST,

		/** User or password are wrong. */
		CREDENTIALS,

		/** The server has no connection left to give. */
		SERVER_FULL,

		/** The server has no such database. */
		NO_DATABASE,

		/** The pool itself was suspended. */
		SUSPENDED,

		/** Another fault. */
		OTHER

	}

	/** Whether it names more than that nothing came. */
	boolean isSpecific() {
		return !SILENCE.equals(this);
	}

}
