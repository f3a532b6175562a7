package io.github.connectionpool.internal.jdbc;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.outage.FailureReason;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Borrows that fail: the exception is the pool's, and what counts as an exhaustion.
 */
class FailedBorrowTests {

	private static final int TIMEOUT_MILLIS = 250;

	static Stream<Throwable> failures() {
		return Stream.of(new SQLException("refused"), new SQLTransientConnectionException("timeout"),
				new IllegalStateException("closed"), new LinkageError("broken"));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void theExceptionComesThroughUnchanged(Throwable failure) {
		Recorder target = new Recorder();
		target.failure = failure;
		MonitoredPool pool = MonitoredHikari.pool(2, 2);
		MonitoredDataSource dataSource = new MonitoredDataSource(target.play(DataSource.class), pool,
				() -> CheckoutContext.NONE);
		assertThatThrownBy(dataSource::getConnection).isSameAs(failure).hasNoSuppressedExceptions();
		assertThatThrownBy(() -> dataSource.getConnection("me", "secret")).isSameAs(failure);
		assertThat(target.calls).hasSize(2);
		assertThat(pool.ledger().borrows()).isZero();
		assertThat(pool.acquire().sinceStart().count()).isZero();
		assertThat(pool.failures().exhaustions().count()).as("one episode at a full pool").isOne();
	}

	@Test
	void aPoolThatIsNotFullIsNotExhausted() {
		Recorder target = new Recorder();
		target.failure = new SQLTransientConnectionException("timeout");
		MonitoredPool pool = MonitoredHikari.pool(1, 2);
		MonitoredDataSource dataSource = new MonitoredDataSource(target.play(DataSource.class), pool,
				() -> CheckoutContext.NONE);
		assertThatThrownBy(dataSource::getConnection).isSameAs(target.failure);
		assertThat(pool.failures().exhaustions().count()).isZero();
	}

	@Test
	void aRefusalOfCredentialsThatABorrowerNamedIsNoOutage() throws SQLException {
		Recorder target = new Recorder();
		Recorder builder = new Recorder();
		MonitoredPool pool = MonitoredHikari.pool(1, 2);
		MonitoredDataSource dataSource = new MonitoredDataSource(target.play(DataSource.class), pool,
				() -> CheckoutContext.NONE);
		target.answer = builder.play(ConnectionBuilder.class);
		ConnectionBuilder own = dataSource.createConnectionBuilder().user("me").password("wrong");
		ConnectionBuilder plain = dataSource.createConnectionBuilder();
		target.failure = new SQLException("password authentication failed", "28P01");
		builder.failure = target.failure;
		assertThatThrownBy(() -> dataSource.getConnection("me", "wrong")).isSameAs(target.failure);
		assertThatThrownBy(own::build).isSameAs(target.failure).hasNoSuppressedExceptions();
		assertThat(pool.failures().count(FailureReason.CONNECT)).isEqualTo(2);
		assertThat(pool.failures().outages().current()).isNull();
		assertThatThrownBy(plain::build).isSameAs(target.failure);
		assertThat(pool.failures().outages().current()).isNotNull();
	}

	@Test
	void aStormOfTimeoutsAtAFullPoolIsOneExhaustion() throws Exception {
		int waiters = 50;
		ExecutorService executor = Executors.newFixedThreadPool(waiters);
		try (MonitoredHikari pool = MonitoredHikari.with((hikari) -> {
			hikari.setMaximumPoolSize(2);
			hikari.setConnectionTimeout(TIMEOUT_MILLIS);
		}); Connection first = pool.borrow(); Connection second = pool.borrow()) {
			List<Future<Connection>> storm = new ArrayList<>();
			for (int i = 0; i < waiters; i++) {
				storm.add(executor.submit(pool::borrow));
			}
			for (Future<Connection> waiter : storm) {
				assertThatThrownBy(() -> waiter.get(60, TimeUnit.SECONDS)).cause()
					.isExactlyInstanceOf(SQLTransientConnectionException.class)
					.hasMessageContaining("request timed out after");
			}
			assertThat(pool.pool.failures().exhaustions().count()).isOne();
			assertThat(pool.pool.ledger().oldestFirst()).containsExactly(MonitoredHikari.checkout(first),
					MonitoredHikari.checkout(second));
			assertThat(pool.pool.acquire().sinceStart().count()).isEqualTo(2);
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void aDatabaseThatIsDownWhenThePoolStartsIsNoExhaustion() throws IOException {
		try (Socket socket = deafSocket(); MonitoredHikari pool = MonitoredHikari.with((hikari) -> {
			hikari.setJdbcUrl(url(socket));
			hikari.setConnectionTimeout(TIMEOUT_MILLIS);
		})) {
			assertThatThrownBy(pool::borrow).isInstanceOf(SQLException.class)
				.hasRootCauseInstanceOf(ConnectException.class);
			assertThat(pool.pool.failures().exhaustions().count()).isZero();
			assertThat(pool.pool.ledger().borrows()).isZero();
		}
	}

	@Test
	void aDatabaseThatIsDownLaterIsNoExhaustion() throws IOException {
		try (Socket socket = deafSocket(); MonitoredHikari pool = MonitoredHikari.with((hikari) -> {
			hikari.setJdbcUrl(url(socket));
			hikari.setConnectionTimeout(TIMEOUT_MILLIS);
			hikari.setInitializationFailTimeout(-1);
		})) {
			assertThatThrownBy(pool::borrow).isExactlyInstanceOf(SQLTransientConnectionException.class)
				.hasRootCauseInstanceOf(ConnectException.class);
			assertThat(pool.pool.failures().exhaustions().count()).isZero();
			assertThat(pool.pool.ledger().borrows()).isZero();
			assertThat(pool.active()).isZero();
		}
	}

	@Test
	void aBorrowerThatIsInterruptedIsNoExhaustion() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(1);
		try (MonitoredHikari pool = MonitoredHikari.ofSize(1); Connection held = pool.borrow()) {
			Future<Connection> waiting = executor.submit(pool::borrow);
			TestPools.await().until(() -> pool.hikari.getHikariPoolMXBean().getThreadsAwaitingConnection() == 1);
			waiting.cancel(true);
			TestPools.await().until(() -> pool.pool.failures().count(FailureReason.INTERRUPTED) == 1);
			assertThat(pool.pool.failures().exhaustions().count()).isZero();
			assertThat(pool.pool.failures().outages().current()).isNull();
			assertThat(held.isClosed()).isFalse();
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void aBorrowFromAClosedPoolIsNoExhaustion() throws SQLException {
		MonitoredHikari pool = MonitoredHikari.ofSize(1);
		pool.borrow().close();
		pool.close();
		assertThatThrownBy(pool::borrow).isInstanceOf(SQLException.class).hasMessageContaining("has been closed");
		assertThat(pool.pool.failures().exhaustions().count()).isZero();
		assertThat(pool.pool.failures().count(FailureReason.OTHER)).isOne();
		assertThat(pool.pool.failures().outages().current()).isNull();
	}

	/** A port at which nobody listens, and nobody else can until the socket is closed. */
	private static Socket deafSocket() throws IOException {
		Socket socket = new Socket();
		socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		return socket;
	}

	private static String url(Socket socket) {
		return "jdbc:postgresql://" + socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort()
				+ "/postgres?user=postgres";
	}

}
