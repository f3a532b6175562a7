package io.github.connectionpool.internal.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.poll.Failures;

/**
 * Runs one query whose answer may not be permitted. Plain statements only: poolers before
 * 1.21 break prepared ones.
 */
final class OptionalQueries {

	private OptionalQueries() {
	}

	/** What to make of an answer. */
	interface Answer<T> {

		@Nullable T of(ResultSet rows) throws SQLException;

	}

	private static <T> @Nullable T answer(Connection connection, String sql, Answer<T> answer) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			return answer.of(rows);
		}
	}

	static <T> T ask(Connection connection, String sql, Answer<T> answer) throws SQLException {
		T said = answer(connection, sql, answer);
		if (said == null) {
			throw new SQLException("The server has said nothing");
		}
		return said;
	}

	/** Null if the server refuses; fails only if the connection does. */
	static <T> @Nullable T askIfPermitted(Connection connection, String sql, Answer<T> answer) throws SQLException {
		try {
			return answer(connection, sql, answer);
		}
		catch (SQLException ex) {
			if (!isRefusal(ex)) {
				throw ex;
			}
			return null;
		}
	}

	/**
	 * Whether the server has answered, and may go on answering: class 42 is access rules
	 * and unknown names, 0A is an unsupported feature.
	 */
	static boolean isRefusal(Throwable failure) {
		String state = Failures.sqlState(failure);
		return state != null && (state.startsWith("42") || state.startsWith("0A"));
	}

}
