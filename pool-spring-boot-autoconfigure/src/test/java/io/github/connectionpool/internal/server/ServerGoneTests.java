package io.github.connectionpool.internal.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.poll.LastReading;
import io.github.connectionpool.internal.pool.OwnConnections;
import io.github.connectionpool.internal.pool.PoolStatistics;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real PostgreSQL that hangs, comes back and is stopped.
 */
@Tag("any-jdk")
@NullMarked
class ServerGoneTests {

	private static final ReadSettings SETTINGS = new ReadSettings(true, Duration.ofSeconds(30), Duration.ofMillis(300));

	private static @Nullable OwnPostgres server;

	private final HikariDataSource pool = new HikariDataSource();

	private final PoolStatistics statistics = TestPools.statistics(this.pool);

	private final ServerWatch watch = new ServerWatch(this.statistics, TestPools.ownConnections(this.pool), SETTINGS);

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
		LastReading<ServerReading> known = this.watch.reading();
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
	void takesNothingFromThePoolWhetherItAnswersOrHangs() throws Exception {
		start(3);
		AtomicInteger leastIdle = new AtomicInteger(3);
		OwnConnections own = TestPools.ownConnections(this.pool);
		ServerWatch reader = new ServerWatch(this.statistics, (limits) -> {
			leastIdle.accumulateAndGet(this.pool.getHikariPoolMXBean().getIdleConnections(), Math::min);
			return own.open(limits);
		}, SETTINGS);
		assertThat(reader.read()).isTrue();
		server().freeze();
		for (int i = 0; i < 3; i++) {
			assertThat(reader.read()).isFalse();
			leastIdle.accumulateAndGet(this.pool.getHikariPoolMXBean().getIdleConnections(), Math::min);
		}
		assertThat(leastIdle).hasValue(3);
		assertThat(this.statistics.counts().total()).isEqualTo(3);
	}

	@Test
	void lendsEachConnectionToBorrowersWhileItIsRead() throws Exception {
		start(3);
		OwnConnections own = TestPools.ownConnections(this.pool);
		AtomicInteger lent = new AtomicInteger();
		ServerWatch reader = new ServerWatch(this.statistics, (limits) -> {
			Connection connection = own.open(limits);
			try (Connection one = this.pool.getConnection();
					Connection two = this.pool.getConnection();
					Connection three = this.pool.getConnection()) {
				lent.addAndGet(one.isClosed() || two.isClosed() || three.isClosed() ? 0 : 3);
			}
			return connection;
		}, SETTINGS);
		assertThat(reader.read()).isTrue();
		assertThat(lent).hasValueGreaterThanOrEqualTo(3);
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
