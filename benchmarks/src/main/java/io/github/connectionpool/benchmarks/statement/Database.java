package io.github.connectionpool.benchmarks.statement;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;

import io.github.connectionpool.benchmarks.stub.StubDriver;

/**
 * The answering side of a statement.
 */
public enum Database {

	/** A driver that does nothing. */
	STUB("the stub driver", 1.25) {

		@Override
		DataSource driver() {
			return StubDriver.dataSource();
		}

	},

	/** H2 in memory: a whole database, without a network. */
	H2("H2 in memory", 1.05) {

		@Override
		DataSource driver() throws SQLException {
			JdbcDataSource driver = new JdbcDataSource();
			driver.setURL("jdbc:h2:mem:statement;DB_CLOSE_DELAY=-1");
			try (Connection connection = driver.getConnection(); Statement statement = connection.createStatement()) {
				statement.execute("create table if not exists item (id bigint primary key, name varchar(20),"
						+ " quantity int, price decimal(10, 2), created timestamp)");
				statement.execute("merge into item select x, 'item ' || x, x * 10, x + 0.99,"
						+ " timestamp '2026-01-01 00:00:00' from system_range(1, 100)");
			}
			return driver;
		}

	};

	private final String text;

	private final double limit;

	Database(String text, double limit) {
		this.text = text;
		this.limit = limit;
	}

	abstract DataSource driver() throws SQLException;

	/** What a monitored statement may take, over one that is not. */
	double limit() {
		return this.limit;
	}

	String text() {
		return this.text;
	}

}
