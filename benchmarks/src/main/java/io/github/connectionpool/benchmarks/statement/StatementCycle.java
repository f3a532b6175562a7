package io.github.connectionpool.benchmarks.statement;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;

import org.openjdk.jmh.infra.Blackhole;

/**
 * Prepares a statement, binds five parameters, runs it, reads five columns of a hundred
 * rows, closes it.
 */
final class StatementCycle {

	private static final String SQL = "select id, name, quantity, price, created from item"
			+ " where id > ? and name <> ? and quantity > ? and price > ? and created > ?";

	private static final Timestamp LONG_AGO = new Timestamp(0);

	private StatementCycle() {
	}

	/**
	 * Run it once.
	 * @param number not the one of the last time: H2 would give the same rows again
	 * without looking for them
	 * @return how many rows there were
	 */
	static int run(Connection connection, int number, Blackhole sink) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(SQL)) {
			statement.setLong(1, 0);
			statement.setString(2, "nothing");
			statement.setInt(3, -1 - number);
			statement.setBigDecimal(4, BigDecimal.ZERO);
			statement.setTimestamp(5, LONG_AGO);
			try (ResultSet rows = statement.executeQuery()) {
				return read(rows, sink);
			}
		}
	}

	private static int read(ResultSet rows, Blackhole sink) throws SQLException {
		int count = 0;
		while (rows.next()) {
			sink.consume(rows.getLong(1));
			sink.consume(rows.getString(2));
			sink.consume(rows.getInt(3));
			sink.consume(rows.getBigDecimal(4));
			sink.consume(rows.getTimestamp(5));
			count++;
		}
		return count;
	}

}
