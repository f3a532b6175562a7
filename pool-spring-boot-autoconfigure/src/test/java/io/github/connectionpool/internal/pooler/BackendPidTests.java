package io.github.connectionpool.internal.pooler;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.PostgresServer;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.server.FakeConnection;

import static org.assertj.core.api.Assertions.assertThat;

class BackendPidTests {

	@Test
	void isTheOneTheServerKnows() throws Exception {
		try (Connection connection = DriverManager.getConnection(PostgresServer.url())) {
			assertThat(BackendPid.of(connection)).isEqualTo(pid(connection));
		}
	}

	@Test
	void isFoundBelowTheConnectionOfAPool() throws Exception {
		try (HikariDataSource hikari = new HikariDataSource(); BasicDataSource dbcp2 = new BasicDataSource()) {
			org.apache.tomcat.jdbc.pool.DataSource tomcat = new org.apache.tomcat.jdbc.pool.DataSource();
			hikari.setJdbcUrl(PostgresServer.url());
			dbcp2.setUrl(PostgresServer.url());
			tomcat.setUrl(PostgresServer.url());
			tomcat.setDriverClassName("org.postgresql.Driver");
			try (Connection ofHikari = hikari.getConnection();
					Connection ofDbcp2 = dbcp2.getConnection();
					Connection ofTomcat = tomcat.getConnection()) {
				assertThat(BackendPid.of(ofHikari)).isEqualTo(pid(ofHikari));
				assertThat(BackendPid.of(ofDbcp2)).isEqualTo(pid(ofDbcp2));
				assertThat(BackendPid.of(ofTomcat)).isEqualTo(pid(ofTomcat));
			}
			finally {
				tomcat.close(true);
			}
		}
	}

	@Test
	void isToldToAnotherThreadWhileAQueryRuns() throws Exception {
		try (Connection connection = DriverManager.getConnection(PostgresServer.url());
				Connection admin = DriverManager.getConnection(PostgresServer.url());
				Statement canceller = admin.createStatement()) {
			int pid = pid(connection);
			CompletableFuture<Void> query = CompletableFuture.runAsync(() -> {
				try (Statement statement = connection.createStatement()) {
					statement.execute("select pg_sleep(600)");
				}
				catch (java.sql.SQLException ex) {
					// cancelled
				}
			});
			TestPools.await().until(() -> cancellable(canceller, pid));
			assertThat(BackendPid.of(connection)).isEqualTo(pid);
			assertThat(query).isNotDone();
			canceller.execute("select pg_cancel_backend(" + pid + ")");
			query.join();
		}
	}

	@Test
	void isUnknownForAnotherDatabase() throws Exception {
		try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
			assertThat(BackendPid.of(connection)).isNull();
		}
	}

	@Test
	void isUnknownForAConnectionThatKnowsNothing() {
		assertThat(BackendPid.of(new FakeConnection().failsAt("unwrap(interface java.sql.Connection)").connection()))
			.isNull();
	}

	private static boolean cancellable(Statement statement, int pid) throws java.sql.SQLException {
		try (ResultSet rows = statement
			.executeQuery("select 1 from pg_stat_activity where state = 'active' and pid = " + pid)) {
			return rows.next();
		}
	}

	private static int pid(Connection connection) throws java.sql.SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select pg_backend_pid()")) {
			rows.next();
			return rows.getInt(1);
		}
	}

}
