package io.github.connectionpool.sample.scenario;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.stereotype.Component;

/**
 * Closes its connection in the last line, which an exception never reaches.
 */
@Component
final class LeakOnException implements InstantScenario {

	private final DataSource dataSource;

	LeakOnException(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	@Override
	public String name() {
		return "leak-on-exception";
	}

	@Override
	public String description() {
		return "Borrows a connection and meets an exception before close().";
	}

	@Override
	public String run() throws SQLException {
		return "Discount: " + findDiscount(1);
	}

	private int findDiscount(long customerId) throws SQLException {
		Connection connection = this.dataSource.getConnection();
		PreparedStatement statement = connection.prepareStatement("select city from customers where id = ?");
		statement.setLong(1, customerId);
		ResultSet row = statement.executeQuery();
		row.next();
		int discount = Integer.parseInt(row.getString("city"));
		connection.close();
		return discount;
	}

}
