package io.github.connectionpool.internal.pooler;

import org.jspecify.annotations.Nullable;

/**
 * Knowledge about a pooler between a pool and its server. Immutable.
 *
 * @param presence whether there is one
 * @param sharesServers whether a client may be on another server connection after a
 * transaction: told by the pooler or proven by observation; null while it is unknown
 * @param mode its mode, null while it is not known; transaction and statement mode cannot
 * be told apart from outside
 * @param maxPreparedStatements how many prepared statements it tracks for each client
 * connection, 0 if it tracks none, null while it is not known
 * @param version its version, null while it is not known
 * @param evidence how that is known, in a sentence
 */
public record Pooler(Presence presence, @Nullable Boolean sharesServers, @Nullable PoolMode mode,
		@Nullable Integer maxPreparedStatements, @Nullable String version, String evidence) {

	/** Before the first inspection. */
	public static final Pooler UNKNOWN = new Pooler(Presence.UNKNOWN, null, null, null, null,
			"No connection has been inspected yet.");

	/** Whether there is a pooler. */
	public enum Presence {

		/** Not known. */
		UNKNOWN,

		/** The pool is connected to the server itself. */
		NONE,

		/**
		 * There is one that does not say what it is; most often PgBouncer before 1.26.
		 */
		SOME,

		/** There is one that says it is PgBouncer. */
		PGBOUNCER

	}

	/**
	 * Whether uses of session state are known to break.
	 * @return whether there is a pooler that shares server connections
	 */
	public boolean breaksSessions() {
		return Boolean.TRUE.equals(this.sharesServers);
	}

}
