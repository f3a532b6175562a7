package com.shop;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.github.connectionpool.test.MaxConnections;
import io.github.connectionpool.test.OpenConnectionsExtension;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Tests without Spring, of JUnit 5 or 6.
 */
public class PlainCases {

	@RegisterExtension
	static final OpenConnectionsExtension connections = OpenConnectionsExtension
		.around(JdbcConnectionPool.create("jdbc:h2:mem:plain", "sa", ""));

	private final DataSource dataSource = connections.dataSource();

	@Test
	void healthy() throws SQLException {
		try (Connection connection = this.dataSource.getConnection()) {
			connection.isValid(1);
		}
	}

	@Test
	void leaking() throws SQLException {
		Lines.here(this.dataSource).getConnection();
	}

	@Test
	@MaxConnections(1)
	void nested() throws SQLException {
		try (Connection outer = this.dataSource.getConnection(); Connection inner = this.dataSource.getConnection()) {
			outer.isValid(1);
			inner.isValid(1);
		}
	}

	@Test
	void failingAndLeaking() throws SQLException {
		Lines.here(this.dataSource).getConnection();
		throw new IllegalStateException("the test's own failure");
	}

}
