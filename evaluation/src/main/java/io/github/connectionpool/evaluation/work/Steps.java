package io.github.connectionpool.evaluation.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;

/**
 * Steps of chains, which throw no checked exception. The step that opens a connection
 * belongs to each scenario, since its line is the one to be named.
 */
public final class Steps {

	private Steps() {
	}

	/**
	 * Closes a connection.
	 * @param connection the connection
	 */
	public static void close(Connection connection) {
		try {
			connection.close();
		}
		catch (SQLException ex) {
			throw new CompletionException(ex);
		}
	}

}
