package io.github.connectionpool.internal.pgbouncer.console;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.PostgresServer;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.pooler.PoolMode;
import io.github.connectionpool.internal.pooler.Pooler;
import io.github.connectionpool.internal.pooler.Pooler.Presence;
import io.github.connectionpool.testsupport.PgBouncerServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On a real PgBouncer.
 */
@NullMarked
class PgBouncerConsoleTests {

	private static @Nullable PgBouncerServer server;

	private PgBouncerConsole console = console("monitor", null);

	@BeforeAll
	static void startPgBouncer() throws IOException {
		Assumptions.assumeTrue(PgBouncerServer.program().isPresent(), PgBouncerServer.HOW_TO_INSTALL);
		int port = URI.create(PostgresServer.url().substring("jdbc:".length())).getPort();
		server = PgBouncerServer.before(port)
			.set("default_pool_size", 1)
			.set("query_wait_timeout", 60)
			.set("stats_users", "monitor")
			.user("monitor", "")
			.user("clerk", "")
			.database("steady", "dbname=postgres pool_mode=session pool_size=7")
			.start();
	}

	@AfterAll
	static void stopPgBouncer() {
		if (server != null) {
			server.close();
		}
	}

	@AfterEach
	void close() {
		this.console.stopped();
	}

	/** A context that is paused and goes on. */
	@Test
	void keepsItsConnectionWhenItIsReadAgainAfterAStop() {
		read();
		this.console.stopped();
		this.console.started();
		read();
		read();
		read();
		assertThat(CountedSockets.opened()).isEqualTo(2);
	}

	@Test
	void isReadAgainSoonWhileNobodyHasConnected() throws Exception {
		try (PgBouncerServer fresh = PgBouncerServer.before(PostgresServer.port()).start()) {
			PgBouncerConsole early = console(fresh.url("pgbouncer", "postgres"), null, null);
			assertThat(early.read()).isFalse();
			assertThat(early.reading().isCurrent()).isTrue();
			try (Connection client = DriverManager.getConnection(fresh.url("postgres", "postgres"))) {
				assertThat(client.isValid(5)).isTrue();
				assertThat(early.read()).isTrue();
			}
			early.stopped();
		}
	}

	@Test
	void readsWhatAConfigurationKeeps() {
		assertThat(read().config()).containsKeys("listen_addr", "listen_port", "auth_type", "auth_file", "admin_users",
				"stats_users");
	}

	@Test
	void readsConfigurationAndVersion() {
		ConsoleReading reading = read();
		assertThat(reading.version()).matches("1\\.\\d+\\.\\d+.*");
		assertThat(reading.config()).containsEntry("pool_mode", "transaction").containsKey("server_lifetime");
		assertThat(reading.number("default_pool_size")).isOne();
		assertThat(reading.number("query_wait_timeout")).isEqualTo(60);
		assertThat(reading.number("idle_transaction_timeout")).isZero();
		assertThat(reading.databases()).extracting(ConsoleDatabase::name).doesNotContain("pgbouncer");
	}

	@Test
	void seesClientsThatWaitForAServerAndForHowLong() throws Exception {
		try (Connection holder = client("postgres"); Statement statement = holder.createStatement()) {
			holder.setAutoCommit(false);
			statement.execute("select 1");
			CompletableFuture<Void> waiter = CompletableFuture.runAsync(() -> {
				try (Connection waiting = client("postgres")) {
					assertThat(waiting.isValid(30)).isTrue();
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex);
				}
			});
			TestPools.await().until(() -> {
				ConsolePool pool = pool(read(), "postgres");
				return pool.clientsWaiting() == 1 && pool.maxWait().toMillis() > 0;
			});
			ConsolePool pool = pool(read(), "postgres");
			assertThat(pool.mode()).isEqualTo(PoolMode.TRANSACTION);
			assertThat(pool.clientsActive()).isOne();
			assertThat(pool.serversActive()).isOne();
			assertThat(pool.poolSize()).isOne();
			holder.commit();
			waiter.join();
		}
		ConsoleReading reading = read();
		assertThat(reading.stats()).filteredOn((stats) -> stats.database().equals("postgres"))
			.singleElement()
			.satisfies((stats) -> {
				assertThat(stats.averageTransaction()).isNotNull();
				assertThat(stats.averageWait()).isNotNull();
			});
	}

	@Test
	void tellsTheModeOfEachDatabaseApart() throws SQLException {
		try (Connection steady = client("steady"); Connection moving = client("postgres")) {
			assertThat(steady.isValid(1)).isTrue();
			assertThat(moving.isValid(1)).isTrue();
			ConsoleReading reading = read();
			assertThat(pool(reading, "steady").mode()).isEqualTo(PoolMode.SESSION);
			assertThat(pool(reading, "steady").poolSize()).isEqualTo(7);
			Pooler some = new Pooler(Presence.SOME, null, null, null, null, "seen");
			Pooler steadily = reading.pooler(some, "steady", "postgres");
			assertThat(steadily.presence()).isEqualTo(Presence.PGBOUNCER);
			assertThat(steadily.mode()).isEqualTo(PoolMode.SESSION);
			assertThat(steadily.breaksSessions()).isFalse();
			assertThat(reading.pooler(some, "postgres", "postgres").breaksSessions()).isTrue();
		}
	}

	@Test
	void staysConnectedFromOneReadingToTheNext() {
		read();
		ConsoleReading again = read();
		assertThat(again.version()).isNotNull();
		assertThat(CountedSockets.opened()).isOne();
	}

	@Test
	void connectsAgainAtOnceWhenPgBouncerWasRestarted() throws Exception {
		int port = URI.create(PostgresServer.url().substring("jdbc:".length())).getPort();
		PgBouncerServer first = PgBouncerServer.before(port).start();
		this.console = console(first.url("pgbouncer", "postgres"), null, null);
		read();
		first.close();
		assertThat(this.console.read()).isFalse();
		assertThat(this.console.reading().problem()).contains("cannot be reached");
		assertThat(this.console.reading().value()).as("what was last known").isNotNull();
		assertThat(this.console.reading().unknownSince()).isNotNull();
		try (PgBouncerServer second = PgBouncerServer.before(port).port(first.port()).start()) {
			assertThat(second.port()).isEqualTo(first.port());
			read();
			assertThat(this.console.reading().unknownSince()).isNull();
		}
	}

	@Test
	void saysWhatToDoForAUserThatMayNotUseTheConsole() {
		this.console = console("clerk", null);
		assertThat(this.console.read()).isFalse();
		assertThat(this.console.reading().problem()).contains("user clerk", "stats_users");
	}

	@Test
	void saysSoIfItIsPostgresItself() {
		this.console = console(PostgresServer.url().replaceAll("/postgres\\b", "/pgbouncer"), null, null);
		assertThat(this.console.read()).isFalse();
		assertThat(this.console.reading().problem()).contains("is not PgBouncer", "connectionpool.pgbouncer.url");
	}

	private ConsoleReading read() {
		this.console.read();
		assertThat(this.console.reading().isCurrent()).as(() -> "problem: " + this.console.reading().problem())
			.isTrue();
		return Objects.requireNonNull(this.console.reading().value());
	}

	private static ConsolePool pool(ConsoleReading reading, String database) {
		assertThat(reading.pools(database, "postgres")).hasSize(1);
		return reading.pools(database, "postgres").get(0);
	}

	private static Connection client(String database) throws SQLException {
		return DriverManager.getConnection(server().url(database, "postgres"));
	}

	private static PgBouncerConsole console(String user, @Nullable String password) {
		String place = (server != null) ? "localhost:" + server.port() : "localhost";
		return console("jdbc:postgresql://" + place + "/pgbouncer?" + CountedSockets.parameter(), user, password);
	}

	private static PgBouncerConsole console(String url, @Nullable String user, @Nullable String password) {
		return new PgBouncerConsole(
				new ConsoleSettings(url, user, password, Duration.ofSeconds(30), Duration.ofSeconds(2)));
	}

	private static PgBouncerServer server() {
		return Objects.requireNonNull(server);
	}

}
