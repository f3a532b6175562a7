package io.github.connectionpool.internal.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.pooler.Pooler;
import io.github.connectionpool.internal.server.ConnectionLimit.Scope;
import io.github.connectionpool.testsupport.MariaDbServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On a real MariaDB of 20 connections, by both drivers.
 */
@Tag("any-jdk")
@NullMarked
class MySqlReadingTests {

	private static @Nullable MariaDbServer server;

	private final HikariDataSource pool = new HikariDataSource();

	private final ServerWatch watch = new ServerWatch(TestPools.statistics(this.pool),
			TestPools.ownConnections(this.pool), TestPools.readSettings());

	@BeforeAll
	static void startMariaDb() throws Exception {
		Assumptions.assumeTrue(MariaDbServer.program().isPresent(), MariaDbServer.HOW_TO_INSTALL);
		server = MariaDbServer.start("max-connections=20", "max-statement-time=1.5");
		try (Connection admin = DriverManager.getConnection(server().url("mariadb", "mysql"), "root", "");
				Statement statement = admin.createStatement()) {
			statement.execute("create database shop");
			statement.execute("create user clerk@'%' identified by ''");
			statement.execute("grant all on shop.* to clerk@'%'");
			statement.execute("create user few@'%' identified by '' with max_user_connections 4");
			statement.execute("grant all on shop.* to few@'%'");
			statement.execute("create table shop.t (id int primary key) engine = innodb");
		}
	}

	@AfterAll
	static void stopMariaDb() {
		if (server != null) {
			server.close();
		}
	}

	@AfterEach
	void stop() {
		this.pool.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "mariadb", "mysql" })
	void tellsLimitAndWhoUsesHowMany(String driver) throws SQLException {
		try (Connection other = DriverManager.getConnection(server().url("mariadb", "mysql"), "root", "")) {
			ServerReading reading = read(driver, "clerk");
			assertThat(other.isValid(1)).isTrue();
			assertThat(reading.product()).isEqualTo("MariaDB");
			assertThat(reading.version()).startsWith("10.").contains("MariaDB");
			assertThat(reading.limit()).isEqualTo(new ConnectionLimit(Scope.SERVER, null, 20, reading.used()));
			assertThat(reading.own()).isEqualTo(3);
			assertThat(reading.others()).isPositive();
			assertThat(reading.instances()).isOne();
			assertThat(reading.database()).isEqualTo("shop");
			assertThat(reading.user()).isEqualTo("clerk");
			assertThat(reading.idleInTransaction()).as("it takes the privilege PROCESS").isNull();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "mariadb", "mysql" })
	void tellsTheTimeoutsInForceInTheSession(String driver) throws SQLException {
		this.pool.setConnectionInitSql("set wait_timeout = 120");
		assertThat(read(driver, "clerk").timeouts()).containsEntry("wait_timeout", Duration.ofMinutes(2))
			.containsEntry("max_statement_time", Duration.ofMillis(1500))
			.containsEntry("interactive_timeout", Duration.ofHours(8))
			.containsEntry("innodb_lock_wait_timeout", Duration.ofSeconds(50))
			.containsEntry("idle_transaction_timeout", Duration.ZERO)
			.doesNotContainKey("max_execution_time");
	}

	@ParameterizedTest
	@ValueSource(strings = { "mariadb", "mysql" })
	void tellsTheLimitOfTheUserWhereItIsLower(String driver) throws SQLException {
		assertThat(read(driver, "few").limit()).isEqualTo(new ConnectionLimit(Scope.ROLE, "few", 4, 3));
	}

	@Test
	void countsTransactionsThatDoNothingWherePermitted() throws SQLException {
		try (Connection connection = DriverManager.getConnection(server().url("mariadb", "shop"), "clerk", "");
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("insert into t values (1)");
			assertThat(read("mariadb", "root").idleInTransaction()).isOne();
			connection.rollback();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "mariadb", "mysql" })
	void leavesTheConnectionAsItWas(String driver) throws SQLException {
		this.pool.setAutoCommit(false);
		read(driver, "clerk");
		try (Connection connection = this.pool.getConnection()) {
			assertThat(connection.getAutoCommit()).isFalse();
			assertThat(connection.getNetworkTimeout()).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "mariadb", "mysql" })
	void throwsTheConnectionAwayAndSaysSinceWhenWhileItHangs(String driver) throws Exception {
		read(driver, "clerk");
		server().freeze();
		try {
			assertThat(this.watch.read()).isFalse();
		}
		finally {
			server().thaw();
		}
		assertThat(this.watch.reading().value()).isNotNull();
		assertThat(this.watch.reading().unknownSince()).isNotNull();
		assertThat(this.watch.reading().problem()).contains("did not answer within 2 s");
		TestPools.await().until(() -> this.pool.getHikariPoolMXBean().getActiveConnections() == 0);
	}

	@Test
	void knowsNothingOfPoolers() throws SQLException {
		read("mariadb", "clerk");
		assertThat(this.watch.pooler()).isEqualTo(Pooler.UNKNOWN);
	}

	private ServerReading read(String driver, String user) throws SQLException {
		this.pool.setJdbcUrl(server().url(driver, "shop"));
		this.pool.setUsername(user);
		this.pool.setMaximumPoolSize(3);
		this.pool.getConnection().close();
		TestPools.await().until(() -> this.pool.getHikariPoolMXBean().getIdleConnections() == 3);
		assertThat(this.watch.read()).as(() -> "problem: " + this.watch.reading().problem()).isTrue();
		return Objects.requireNonNull(this.watch.reading().value());
	}

	private static MariaDbServer server() {
		return Objects.requireNonNull(server);
	}

}
