package io.github.connectionpool.sample.scenario;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import org.springframework.stereotype.Component;

/**
 * Relies on a session of the database that a pooler in transaction mode does not give it.
 */
@Component
final class SessionAdvisoryLock implements InstantScenario {

	private final DataSource dataSource;

	SessionAdvisoryLock(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	@Override
	public String name() {
		return "session-advisory-lock";
	}

	@Override
	public String description() {
		return "Takes the same session's advisory lock with two connections; behind PgBouncer in transaction "
				+ "mode both get it.";
	}

	@Override
	public String run() throws SQLException {
		try (Connection first = this.dataSource.getConnection(); Connection second = this.dataSource.getConnection()) {
			boolean firstHas = ask(first, "select pg_try_advisory_lock(4711)");
			boolean secondHas = ask(second, "select pg_try_advisory_lock(4711)");
			if (firstHas) {
				ask(first, "select pg_advisory_unlock(4711)");
			}
			if (secondHas) {
				ask(second, "select pg_advisory_unlock(4711)");
			}
			return "The first connection %s the lock, the second %s it".formatted(outcome(firstHas),
					outcome(secondHas));
		}
	}

	private static boolean ask(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getBoolean(1);
		}
	}

	private static String outcome(boolean has) {
		return has ? "got" : "was refused";
	}

}
