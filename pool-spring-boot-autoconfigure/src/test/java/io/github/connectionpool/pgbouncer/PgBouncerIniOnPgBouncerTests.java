package io.github.connectionpool.pgbouncer;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

import io.github.connectionpool.PostgresServer;
import io.github.connectionpool.local.PgBouncerServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A real PgBouncer starts with what is generated, and serves.
 */
class PgBouncerIniOnPgBouncerTests {

	/** Where to listen and whom to trust is the test's. */
	private static final List<String> OF_THE_TEST = List.of("listen_addr", "listen_port", "auth_type", "auth_file",
			"admin_users");

	@BeforeEach
	void needsPgBouncer() {
		assumeTrue(PgBouncerServer.program().isPresent(), PgBouncerServer.HOW_TO_INSTALL);
	}

	@Test
	void startsWithAllThatIsKnownAndServes() throws Exception {
		assertThat(serve(Facts.story().ini())).containsEntry("default_pool_size", "16")
			.containsEntry("max_client_conn", "150")
			.containsEntry("max_db_connections", "20")
			.containsEntry("query_wait_timeout", "5")
			.containsEntry("pool_mode", "transaction")
			.containsEntry("stats_users", "pgbouncer_monitor");
	}

	@Test
	void startsWithNothingKnownAndServes() throws Exception {
		assertThat(serve(Facts.unknown())).containsEntry("query_wait_timeout", "15");
	}

	@Test
	void leadsToADatabaseWithAHostileName() throws Exception {
		String name = "a b;c#d\"e'f=g\\h";
		execute(PostgresServer.url(), "create database \"a b;c#d\"\"e'f=g\\h\"");
		try {
			Facts facts = Facts.story();
			facts.target = new JdbcTarget("127.0.0.1", port(), name);
			Map<String, String> databases = IniSettings.section(facts.ini(), "databases");
			try (PgBouncerServer server = PgBouncerServer.before(port()).setDatabases(databases).start()) {
				assertThat(execute(server.url("any", "postgres"), "select current_database()")).isEqualTo(name);
			}
		}
		finally {
			execute(PostgresServer.url(), "drop database \"a b;c#d\"\"e'f=g\\h\" with (force)");
		}
	}

	/** What the console then says. */
	private static Map<String, String> serve(String ini) throws IOException, SQLException {
		Map<String, String> settings = new HashMap<>(IniSettings.section(ini, "pgbouncer"));
		settings.keySet().removeAll(OF_THE_TEST);
		try (PgBouncerServer server = PgBouncerServer.before(port()).setAll(settings).start()) {
			assertThat(execute(server.url("postgres", "postgres"), "select 42")).isEqualTo("42");
			return config(server);
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
