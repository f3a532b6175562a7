package io.github.connectionpool;

import java.sql.Connection;
import java.sql.SQLException;

import io.github.connectionpool.internal.jdbc.MonitoredConnection;

/**
 * Marks connections that are held for long on purpose, such as one that waits for
 * notifications. A marked connection is never suspected, wherever it was borrowed and
 * however long it is idle. If it becomes unreachable, it is leaked all the same.
 *
 * @since 0.1.0
 */
public final class LongLivedConnections {

	private LongLivedConnections() {
	}

	/**
	 * Mark a connection, until it is closed.
	 * @param connection any connection, wrapped or not
	 * @param purpose the reason to hold it, for people
	 * @return whether it is a monitored one; if not, nothing happens
	 * @throws SQLException if a wrapper around the connection fails to unwrap it
	 */
	public static boolean mark(Connection connection, String purpose) throws SQLException {
		if (!connection.isWrapperFor(MonitoredConnection.class)) {
			return false;
		}
		connection.unwrap(MonitoredConnection.class).heldFor(purpose);
		return true;
	}

}
