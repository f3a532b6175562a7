package io.github.connectionpool.internal.server;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.Objects;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.connectionpool.PostgresServer;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.pooler.Pooler.Presence;
import io.github.connectionpool.testsupport.PgBouncerServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Through a real PgBouncer that does not say what it is, or one that does if a newer one
 * is named.
 */
@NullMarked
class PoolerBeforePostgresTests {

	private final HikariDataSource pool = new HikariDataSource();

	private final ServerWatch watch = new ServerWatch(TestPools.statistics(this.pool),
			TestPools.ownConnections(this.pool), TestPools.readSettings());

	@BeforeEach
	void needsPgBouncer() {
		Assumptions.assumeTrue(PgBouncerServer.program().isPresent(), PgBouncerServer.HOW_TO_INSTALL);
	}

	@AfterEach
	void stop() {
		this.pool.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "transaction", "statement" })
	void seesAtOnceThatServersAreShared(String mode) throws Exception {
		try (PgBouncerServer server = pgBouncer(mode)) {
			start(server, 3);
			read();
			assertThat(this.watch.pooler().presence()).isIn(Presence.SOME, Presence.PGBOUNCER);
			assertThat(this.watch.pooler().breaksSessions()).as(this.watch.pooler().evidence()).isTrue();
		}
	}

	@Test
	void doesNotTakeSessionModeForShared() throws Exception {
		try (PgBouncerServer server = pgBouncer("session")) {
			start(server, 3);
			for (int look = 0; look < 5; look++) {
				read();
			}
			assertThat(this.watch.pooler().presence()).isIn(Presence.SOME, Presence.PGBOUNCER);
			assertThat(this.watch.pooler().breaksSessions()).as(this.watch.pooler().evidence()).isFalse();
		}
	}

	@Test
	void readsTheServerThroughItButNotTheAddressesOfInstances() throws Exception {
		try (PgBouncerServer server = pgBouncer("transaction")) {
			start(server, 3);
			ServerReading reading = read();
			assertThat(Objects.requireNonNull(reading.limit()).connections()).isEqualTo(97);
			assertThat(reading.database()).isEqualTo("postgres");
			assertThat(reading.user()).isEqualTo("postgres");
			assertThat(reading.instances()).as("all come from PgBouncer").isNull();
		}
	}

	@Test
	void readsThroughStatementModeThoughThePoolLendsWithoutAutoCommit() throws Exception {
		try (PgBouncerServer server = pgBouncer("statement")) {
			this.pool.setAutoCommit(false);
			start(server, 3);
			read();
			assertThat(this.watch.reading().problem()).isNull();
		}
	}

	private ServerReading read() {
		assertThat(this.watch.read()).as(() -> "problem: " + this.watch.reading().problem()).isTrue();
		return Objects.requireNonNull(this.watch.reading().value());
	}

	private void start(PgBouncerServer server, int connections) throws SQLException {
		this.pool.setJdbcUrl(server.url("postgres", "postgres"));
		this.pool.setMaximumPoolSize(connections);
		this.pool.getConnection().close();
		TestPools.await().until(() -> this.pool.getHikariPoolMXBean().getIdleConnections() == connections);
	}

	private static PgBouncerServer pgBouncer(String mode) throws IOException {
		int port = URI.create(PostgresServer.url().substring("jdbc:".length())).getPort();
		return PgBouncerServer.before(port).set("pool_mode", mode).set("default_pool_size", 5).start();
	}

}
