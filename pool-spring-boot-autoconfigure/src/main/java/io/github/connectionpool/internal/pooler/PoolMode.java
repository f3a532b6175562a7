package io.github.connectionpool.internal.pooler;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

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
	 * The mode by the name PgBouncer has for it.
	 * @param name for example {@code transaction}, in any case
	 * @return null if there is no such mode
	 */
	public static @Nullable PoolMode of(@Nullable String name) {
		for (PoolMode mode : values()) {
			if (name != null && mode.name().equals(name.trim().toUpperCase(Locale.ROOT))) {
				return mode;
			}
		}
		return null;
	}

	/**
	 * Whether a session's state is shared with others or lost.
	 * @return whether a client may be on another server connection after a transaction
	 */
	public boolean sharesServers() {
		return this != SESSION;
	}

}
