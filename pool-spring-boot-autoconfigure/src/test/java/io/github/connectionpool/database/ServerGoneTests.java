package io.github.connectionpool.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.checkout.Eviction;
import io.github.connectionpool.checkout.PoolStatistics;
import io.github.connectionpool.database.FakeConnection.FakeDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real PostgreSQL that hangs, comes back and is stopped.
 */
@NullMarked
class ServerGoneTests {

	private static final ReadSettings SETTINGS = new ReadSettings(true, Duration.ofSeconds(30), Duration.ofMillis(300));

	private static @Nullable OwnPostgres server;

	private final HikariDataSource pool = new HikariDataSource();

	private final PoolStatistics statistics = TestPools.statistics(this.pool);

	private final AtomicInteger evictions = new AtomicInteger();

	private final Eviction eviction = Eviction.abortThen((connection) -> {
		this.evictions.incrementAndGet();
		this.pool.evictConnection(connection);
	});

	private final ServerWatch watch = new ServerWatch(this.statistics, this.pool, this.eviction, SETTINGS);

	@BeforeAll
	static void startPostgres() throws Exception {
		server = OwnPostgres.start();
	}

	@AfterAll
	static void stopPostgres() throws Exception {
		server().close();
	}

	@AfterEach
	void stopPool() throws Exception {
		server().thaw();
		this.pool.close();
	}

	@Test
	void saysSinceWhenItHangsAndWhatWasLastKnown() throws Exception {
		start(3);
		assertThat(this.watch.read()).isTrue();
		server().freeze();
		assertThat(this.watch.read()).isFalse();
		Known<ServerReading> known = this.watch.reading();
		assertThat(known.problem()).contains("did not answer within 300 ms");
		assertThat(known.unknownSince()).isNotNull();
		assertThat(known.readAt()).isBefore(known.unknownSince());
		assertThat(known.value()).isNotNull();
		assertThat(known.isCurrent()).isFalse();
		server().thaw();
		assertThat(this.watch.read()).as("as soon as it answers").isTrue();
		assertThat(this.watch.reading().isCurrent()).isTrue();
	}

	@Test
	void throwsAwayTheOneThatHangsAndLeavesTheOthers() throws Exception {
		start(3);
		server().freeze();
		this.watch.read();
		assertThat(this.evictions).hasValue(1);
		assertThat(this.statistics.counts().active()).isZero();
		assertThat(this.statistics.counts().idle()).as("the others").isEqualTo(2);
	}

	@Test
	void leavesAnIdleConnectionToBorrowersAllTheTimeWhileItHangs() throws Exception {
		start(3);
		server().freeze();
		AtomicInteger leastIdle = new AtomicInteger(Integer.MAX_VALUE);
		DataSource watched = new FakeDataSource() {

			@Override
			public Connection getConnection() throws SQLException {
				Connection connection = ServerGoneTests.this.pool.getConnection();
				leastIdle.accumulateAndGet(ServerGoneTests.this.pool.getHikariPoolMXBean().getIdleConnections(),
						Math::min);
				return connection;
			}

		};
		ServerWatch reader = new ServerWatch(this.statistics, watched, this.eviction, SETTINGS);
		for (int i = 0; i < 5; i++) {
			reader.read();
		}
		assertThat(leastIdle.get()).isPositive();
		assertThat(this.statistics.counts().idle()).isOne();
	}

	@Test
	void endsABorrowingThatWaits() throws Exception {
		try (HikariDataSource full = new HikariDataSource()) {
			full.setJdbcUrl(server().url());
			full.setMaximumPoolSize(1);
			full.setConnectionTimeout(600_000);
			try (Connection held = full.getConnection()) {
				assertThat(held.isClosed()).isFalse();
				TestPools.Numbers numbers = new TestPools.Numbers().jdbcUrl(server().url());
				ServerWatch waiting = new ServerWatch(numbers, full, Eviction.ABORT, SETTINGS);
				Thread reader = new Thread(waiting::read);
				reader.start();
				TestPools.await().until(() -> full.getHikariPoolMXBean().getThreadsAwaitingConnection() == 1);
				TestPools.await().untilAsserted(() -> {
					waiting.hurry();
					assertThat(waiting.reading().problem()).contains("has not lent a connection within 300 ms");
				});
				reader.join();
			}
		}
	}

	@Test
	void saysWhyAServerThatWasStoppedCannotBeRead() throws Exception {
		try (OwnPostgres other = OwnPostgres.start()) {
			this.pool.setConnectionTimeout(1000);
			start(other, 3);
			assertThat(this.watch.read()).isTrue();
			other.stop();
			assertThat(this.watch.read()).isFalse();
			assertThat(this.watch.reading().problem()).isNotNull();
			assertThat(this.watch.reading().unknownSince()).isNotNull();
			assertThat(this.watch.reading().value()).isNotNull();
			TestPools.await().until(() -> this.statistics.counts().active() == 0);
		}
	}

	private void start(int connections) throws SQLException {
		start(server(), connections);
	}

	private void start(OwnPostgres postgres, int connections) throws SQLException {
		this.pool.setJdbcUrl(postgres.url());
		this.pool.setMaximumPoolSize(connections);
		this.pool.getConnection().close();
		TestPools.await().until(() -> this.pool.getHikariPoolMXBean().getIdleConnections() == connections);
	}

	private static OwnPostgres server() {
		return Objects.requireNonNull(server);
	}

}
