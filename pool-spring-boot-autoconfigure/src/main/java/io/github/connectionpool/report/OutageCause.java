package io.github.connectionpool.report;

/**
 * Why a pool gets no connection from its database. Immutable.
 *
 * @param kind the kind of fault, which decides on the remedy
 * @param text what the driver or the pool said, on one line and without passwords
 * @since 0.1.0
 */
public record OutageCause(Kind kind, String text) {

	/** Borrowers wait, the pool has room, and no connection comes. */
	public static final OutageCause SILENCE = new OutageCause(Kind.SILENT, "no connection was made in time");

	public static final OutageCause SUSPENDED = new OutageCause(Kind.SUSPENDED,
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

	/** How much it tells: nothing but that no connection came, something, or the kind. */
	private int weight() {
		if (SILENCE.equals(this) || SUSPENDED.equals(this)) {
			return 0;
		}
		return (this.kind == Kind.OTHER) ? 1 : 2;
	}

	/**
	 * Which of two causes an outage has. HikariCP names the cause to one borrower, and
	 * nothing to the others.
	 * @param later the cause of a later failure
	 * @return the later one, unless it tells less
	 */
	public OutageCause or(OutageCause later) {
		return (SUSPENDED.equals(later) || later.weight() >= weight()) ? later : this;
	}

}
