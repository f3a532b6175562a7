package io.github.connectionpool.database;

/**
 * When a pooler gives a client's server connection to another client.
 */
public enum PoolMode {

	/** When the client disconnects. */
	SESSION,

	/** After each transaction. */
	TRANSACTION,

	/** After each statement. */
	STATEMENT;

	/**
	 * Whether a session's state is shared with others or lost.
	 * @return whether a client may be on another server connection after a transaction
	 */
	public boolean sharesServers() {
		return this != SESSION;
	}

}
