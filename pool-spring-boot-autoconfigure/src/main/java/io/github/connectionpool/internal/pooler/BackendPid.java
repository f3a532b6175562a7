package io.github.connectionpool.internal.pooler;

import java.sql.Connection;

import org.jspecify.annotations.Nullable;

/**
 * The process of PostgreSQL that serves a connection, as its driver was told when it
 * connected.
 */
public final class BackendPid {

	private BackendPid() {
	}

	/**
	 * The process id. Sends no query: it costs a few nanoseconds, takes no lock and may
	 * be called from any thread while the connection is in use. Behind a pooler it is a
	 * number that the pooler has made up, see {@link Pooler#presence()}.
	 * @param connection a connection of any pool or driver
	 * @return null if it is not one of PostgreSQL's driver, or cannot be told
	 */
	public static @Nullable Integer of(Connection connection) {
		return PgDriver.backendPid(connection);
	}

}
