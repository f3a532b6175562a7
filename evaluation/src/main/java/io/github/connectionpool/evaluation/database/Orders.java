package io.github.connectionpool.evaluation.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The orders of the {@link EvaluationDatabase}.
 */
public final class Orders {

	private Orders() {
	}

	/**
	 * Counts the orders, as an application that uses its connection for a moment.
	 * @param connection the connection, which stays open
	 * @return the number of orders
	 * @throws SQLException if the database refuses the query
	 */
	public static int count(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select count(*) from orders")) {
			row.next();
			return row.getInt(1);
		}
	}

}
