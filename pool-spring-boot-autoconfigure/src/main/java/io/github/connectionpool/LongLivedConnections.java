package io.github.connectionpool;

import java.sql.Connection;
import java.sql.SQLException;

import io.github.connectionpool.internal.jdbc.MonitoredConnection;

/**
 * Marks connections that are held for long on purpose, as one that waits for
 * notifications: however long they lie and wherever they were borrowed, they are not
 * suspected. One that nobody can reach any more is leaked all the same.
 */
public final class LongLivedConnections {

	private LongLivedConnections() {
	}

	/**
	 * Mark a connection, until it is closed.
	 * @param connection any connection, wrapped or not
	 * @param purpose what it is held for, for people
	 * @return whether it is a monitored one; if not, nothing happens
	 * @throws SQLException if what is wrapped around it fails
	 */
	public static boolean mark(Connection connection, String purpose) throws SQLException {
		if (!connection.isWrapperFor(MonitoredConnection.class)) {
			return false;
		}
		connection.unwrap(MonitoredConnection.class).heldFor(purpose);
		return true;
	}

}
