package io.github.connectionpool.internal.pgbouncer.hazard;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.postgresql.PGConnection;

/**
 * Each hazard as two clients meet it: one relies on its session, and the other does what
 * has nothing to do with it.
 */
enum HazardScene {

	SESSION_SET {

		@Override
		boolean meets(Connection one, Connection other) throws SQLException {
			run(one, "set statement_timeout = '4321ms'");
			return ask(other, "show statement_timeout").equals("4321ms");
		}

	},

	SESSION_RESET {

		@Override
		boolean meets(Connection one, Connection other) throws SQLException {
			run(other, "set statement_timeout = '4321ms'");
			run(one, "reset statement_timeout");
			return !ask(other, "show statement_timeout").equals("4321ms");
		}

	},

	ROLE {

		@Override
		boolean meets(Connection one, Connection other) throws SQLException {
			run(one, "set role pg_monitor");
			return ask(other, "select current_user").equals("pg_monitor");
		}

	},

	SET_CONFIG {

		@Override
		boolean meets(Connection one, Connection other) throws SQLException {
			ask(one, "select set_config('app.tenant', 'one', false)");
			return "one".equals(ask(other, "select current_setting('app.tenant', true)"));
		}

	},

	SCHEMA {

		@Override
		boolean meets(Connection one, Connection other) throws SQLException {
			one.setSchema("tenant_one");
			return ask(other, "show search_path").contains("tenant_one");
		}

	},

	TRANSACTION_ISOLATION {

		@Override
		boolean meets(Connection one, Connection other) throws SQLException {
			one.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
			return ask(other, "show transaction_isolation").equals("serializable");
		}

	},

	ADVISORY_LOCK {

		@Override
		boolean meets(Connection one, Connection other) throws SQLException {
			ask(one, "select pg_try_advisory_lock(20261122)");
			return ask(other, "select pg_try_advisory_lock(20261122)").equals("t");
		}

	},

	TEMPORARY_TABLE {

		@Override
		boolean meets(Connection one, Connection other) throws SQLException {
			run(one, "create temporary table hazard_rows as select 42 as answer");
			return answers(other, "select answer from hazard_rows", "42P01");
		}

	},

	LISTEN {

		@Override
		boolean meets(Connection one, Connection other) throws SQLException {
			run(one, "listen hazard_jobs");
			run(other, "notify hazard_jobs");
			return other.unwrap(PGConnection.class).getNotifications().length > 0;
		}

	},

	WITH_HOLD {

		@Override
		boolean meets(Connection one, Connection other) throws SQLException {
			run(one, "declare hazard_cursor cursor with hold for select 42");
			return answers(other, "fetch 1 from hazard_cursor", "34000");
		}

	},

	SQL_PREPARE {

		@Override
		boolean meets(Connection one, Connection other) throws SQLException {
			run(one, "prepare hazard_statement as select 42");
			return answers(other, "execute hazard_statement", "26000");
		}

	},

	LOAD {

		@Override
		boolean meets(Connection one, Connection other) throws SQLException {
			run(one, "load 'plpgsql'");
			return answers(other, "show plpgsql.variable_conflict", "42704");
		}

	},

	SEQUENCE_VALUE {

		@Override
		boolean meets(Connection one, Connection other) throws SQLException {
			run(one, "create sequence if not exists hazard_sequence");
			ask(one, "select nextval('hazard_sequence')");
			return answers(other, "select currval('hazard_sequence')", "55000");
		}

	};

	/**
	 * Plays the scene.
	 * @return whether the other one notices
	 */
	abstract boolean meets(Connection one, Connection other) throws SQLException;

	SessionHazard hazard() {
		return SessionHazard.valueOf(name());
	}

	private static void run(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static String ask(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
			result.next();
			return String.valueOf(result.getString(1));
		}
	}

	private static boolean answers(Connection connection, String sql, String otherwise) throws SQLException {
		try {
			ask(connection, sql);
			return true;
		}
		catch (SQLException ex) {
			if (otherwise.equals(ex.getSQLState())) {
				return false;
			}
			throw ex;
		}
	}

}
