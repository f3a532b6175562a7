package io.github.connectionpool.internal.pgbouncer.config;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

import io.github.connectionpool.PostgresServer;
import io.github.connectionpool.testsupport.PgBouncerServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A real PgBouncer starts with what is generated, and serves.
 */
class PgBouncerIniOnPgBouncerTests {

	@BeforeEach
	void needsPgBouncer() {
		assumeTrue(PgBouncerServer.program().isPresent(), PgBouncerServer.HOW_TO_INSTALL);
	}

	@Test
	void startsWithAllThatIsKnownAndServes() throws Exception {
		Facts facts = Facts.story();
		facts.target = new JdbcTarget("127.0.0.1", port(), "postgres");
		try (PgBouncerServer server = PgBouncerServer.before(port()).text(facts.ini()).start()) {
			assertThat(execute(server.url("postgres", "postgres"), "select 42")).isEqualTo("42");
			assertThat(config(server)).containsEntry("default_pool_size", "16")
				.containsEntry("reserve_pool_size", "4")
				.containsEntry("max_client_conn", "150")
				.containsEntry("max_db_connections", "20")
				.containsEntry("query_wait_timeout", "5")
				.containsEntry("pool_mode", "transaction")
				.containsEntry("server_lifetime", "3600")
				.containsEntry("stats_users", "pgbouncer_monitor");
		}
	}

	@Test
	void startsWithNothingKnown() throws Exception {
		try (PgBouncerServer server = PgBouncerServer.before(port()).text(Facts.unknown()).start()) {
			assertThat(config(server)).containsEntry("query_wait_timeout", "15").containsEntry("max_client_conn", "20");
		}
	}

	@Test
	void leadsToADatabaseWithAHostileName() throws Exception {
		String name = "a b;c#d\"e'f=g\\h";
		execute(PostgresServer.url(), "create database \"a b;c#d\"\"e'f=g\\h\"");
		try {
			Facts facts = Facts.story();
			facts.target = new JdbcTarget("127.0.0.1", port(), name);
			try (PgBouncerServer server = PgBouncerServer.before(port()).text(facts.ini()).start()) {
				assertThat(execute(server.url("any", "postgres"), "select current_database()")).isEqualTo(name);
			}
		}
		finally {
			execute(PostgresServer.url(), "drop database \"a b;c#d\"\"e'f=g\\h\" with (force)");
		}
	}

	private static Map<String, String> config(PgBouncerServer server) throws SQLException {
		Map<String, String> config = new HashMap<>();
		String url = server.url("pgbouncer", "postgres") + "&replication=false&preferQueryMode=simple";
		try (Connection console = DriverManager.getConnection(url);
				Statement statement = console.createStatement();
				ResultSet rows = statement.executeQuery("SHOW CONFIG")) {
			while (rows.next()) {
				config.put(rows.getString("key"), rows.getString("value"));
			}
		}
		return config;
	}

	private static String execute(String url, String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement()) {
			if (!statement.execute(sql)) {
				return "";
			}
			try (ResultSet result = statement.getResultSet()) {
				result.next();
				return result.getString(1);
			}
		}
	}

	private static int port() {
		return Integer.parseInt(Driver.parseURL(PostgresServer.url(), null).getProperty("PGPORT"));
	}

}
