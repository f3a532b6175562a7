package io.github.connectionpool.internal.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.PostgresServer;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.pooler.Pooler;
import io.github.connectionpool.internal.server.ConnectionLimit.Scope;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On a real PostgreSQL of 100 connections, three of which are reserved.
 */
@NullMarked
class PostgresReadingTests {

	private final HikariDataSource pool = new HikariDataSource();

	private final ServerWatch watch = new ServerWatch(TestPools.statistics(this.pool),
			TestPools.ownConnections(this.pool), TestPools.readSettings());

	@BeforeEach
	void startAPoolOfThreeIdleConnections() throws SQLException {
		this.pool.setJdbcUrl(PostgresServer.url());
		this.pool.setMaximumPoolSize(3);
		this.pool.addDataSourceProperty("ApplicationName", "reading-" + System.nanoTime());
		admin("drop database if exists small", "drop role if exists clerk", "create role clerk login");
	}

	@AfterEach
	void stop() throws SQLException {
		this.pool.close();
		admin("drop database if exists small", "drop role if exists clerk");
	}

	@Test
	void tellsLimitAndWhoUsesHowMany() throws SQLException {
		try (Connection other = DriverManager.getConnection(PostgresServer.url())) {
			ServerReading reading = read();
			assertThat(other.isValid(1)).isTrue();
			assertThat(reading.product()).isEqualTo("PostgreSQL");
			assertThat(reading.version()).startsWith("18.");
			assertThat(reading.limit()).isNotNull();
			assertThat(reading.limit().scope()).isEqualTo(Scope.SERVER);
			assertThat(reading.limit().connections()).isEqualTo(97);
			assertThat(reading.limit().used()).isEqualTo(reading.used());
			assertThat(reading.own()).isEqualTo(3);
			assertThat(reading.others()).isPositive();
			assertThat(reading.used()).isEqualTo(3 + Objects.requireNonNull(reading.others()));
			assertThat(reading.instances()).isOne();
			assertThat(reading.database()).isEqualTo("postgres");
			assertThat(reading.user()).isEqualTo("postgres");
		}
	}

	@Test
	void countsTransactionsThatDoNothing() throws SQLException {
		int before = Objects.requireNonNull(read().idleInTransaction());
		try (Connection connection = this.pool.getConnection(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("select 1");
			assertThat(read().idleInTransaction()).isEqualTo(before + 1);
			connection.rollback();
		}
	}

	@Test
	void tellsTheTimeoutsInForceInTheSession() throws SQLException {
		this.pool.setConnectionInitSql("set statement_timeout = '45s'; set idle_session_timeout = '10min'");
		assertThat(read().timeouts()).containsEntry("statement_timeout", Duration.ofSeconds(45))
			.containsEntry("idle_session_timeout", Duration.ofMinutes(10))
			.containsEntry("transaction_timeout", Duration.ZERO)
			.containsEntry("deadlock_timeout", Duration.ofSeconds(1))
			.containsKeys("lock_timeout", "idle_in_transaction_session_timeout", "tcp_user_timeout");
	}

	@Test
	void needsNoPrivileges() throws SQLException {
		this.pool.setUsername("clerk");
		this.pool.setJdbcUrl(PostgresServer.url().replaceAll("[?&]user=\\w+", ""));
		try (Connection other = DriverManager.getConnection(PostgresServer.url())) {
			ServerReading reading = read();
			assertThat(other.isValid(1)).isTrue();
			assertThat(reading.user()).isEqualTo("clerk");
			assertThat(reading.own()).isEqualTo(3);
			assertThat(reading.others()).isPositive();
			assertThat(reading.instances()).isOne();
			assertThat(reading.idleInTransaction()).as("what others do is not shown").isNull();
		}
	}

	@Test
	void tellsTheLimitOfTheRoleWhereItIsLower() throws SQLException {
		admin("alter role clerk connection limit 7");
		this.pool.setUsername("clerk");
		this.pool.setJdbcUrl(PostgresServer.url().replaceAll("[?&]user=\\w+", ""));
		assertThat(read().limit()).isEqualTo(new ConnectionLimit(Scope.ROLE, "clerk", 7, 3));
	}

	@Test
	void tellsTheLimitOfTheDatabaseWhereItIsLower() throws SQLException {
		admin("create database small connection limit 5", "alter role clerk connection limit 7");
		this.pool.setUsername("clerk");
		this.pool.setJdbcUrl(PostgresServer.url().replaceAll("[?&]user=\\w+", "").replaceAll("/postgres\\b", "/small"));
		ConnectionLimit limit = read().limit();
		assertThat(limit).isEqualTo(new ConnectionLimit(Scope.DATABASE, "small", 5, 3));
		assertThat(Objects.requireNonNull(limit).owner()).isEqualTo("the database small");
		this.pool.close();
	}

	@Test
	void doesNotTakeALimitForOneThatHoldsForNoSuperuser() throws SQLException {
		admin("alter role postgres connection limit 50");
		try {
			assertThat(Objects.requireNonNull(read().limit()).scope()).isEqualTo(Scope.SERVER);
		}
		finally {
			admin("alter role postgres connection limit -1");
		}
	}

	@Test
	void readsWhatIsPermittedWhereSessionsAreNot() throws SQLException {
		admin("create database small");
		String small = PostgresServer.url().replaceAll("/postgres\\b", "/small");
		try (Connection admin = DriverManager.getConnection(small); Statement statement = admin.createStatement()) {
			statement.execute("revoke select on pg_stat_activity from public");
		}
		this.pool.setUsername("clerk");
		this.pool.setJdbcUrl(small.replaceAll("[?&]user=\\w+", ""));
		ServerReading reading = read();
		assertThat(reading.used()).isNull();
		assertThat(reading.others()).isNull();
		assertThat(Objects.requireNonNull(reading.limit()).connections()).isEqualTo(97);
		assertThat(this.watch.reading().problem()).isNull();
		this.pool.close();
	}

	@Test
	void leavesNoTransactionBehindWhereThePoolLendsWithoutAutoCommit() throws SQLException {
		this.pool.setAutoCommit(false);
		read();
		try (Connection admin = DriverManager.getConnection(PostgresServer.url());
				Statement statement = admin.createStatement();
				java.sql.ResultSet rows = statement
					.executeQuery("select count(*) from pg_stat_activity where application_name = '"
							+ this.pool.getDataSourceProperties().getProperty("ApplicationName")
							+ "' and state <> 'idle'")) {
			assertThat(rows.next()).isTrue();
			assertThat(rows.getInt(1)).isZero();
		}
		try (Connection connection = this.pool.getConnection()) {
			assertThat(connection.getAutoCommit()).isFalse();
			assertThat(connection.getNetworkTimeout()).isZero();
		}
	}

	@Test
	void seesThatThereIsNoPooler() throws SQLException {
		read();
		assertThat(this.watch.pooler().presence()).isEqualTo(Pooler.Presence.NONE);
		assertThat(this.watch.pooler().breaksSessions()).isFalse();
	}

	private ServerReading read() throws SQLException {
		this.pool.getConnection().close();
		TestPools.await().until(() -> this.pool.getHikariPoolMXBean().getTotalConnections() == 3);
		assertThat(this.watch.read()).as(() -> "problem: " + this.watch.reading().problem()).isTrue();
		return Objects.requireNonNull(this.watch.reading().value());
	}

	private static void admin(String... statements) throws SQLException {
		try (Connection connection = DriverManager.getConnection(PostgresServer.url());
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

}
