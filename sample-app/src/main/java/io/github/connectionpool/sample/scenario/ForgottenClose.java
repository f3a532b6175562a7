package io.github.connectionpool.sample.scenario;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.stereotype.Component;

/**
 * Never closes its connection.
 */
@Component
final class ForgottenClose implements InstantScenario {

	private final DataSource dataSource;

	ForgottenClose(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	@Override
	public String name() {
		return "forgotten-close";
	}

	@Override
	public String description() {
		return "Borrows a connection, uses it and never closes it.";
	}

	@Override
	public String run() throws SQLException {
		return "Counted %d customers and forgot to close the connection".formatted(countCustomers());
	}

	private long countCustomers() throws SQLException {
		Connection connection = this.dataSource.getConnection();
		ResultSet row = connection.createStatement().executeQuery("select count(*) from customers");
		row.next();
		return row.getLong(1);
	}

}
