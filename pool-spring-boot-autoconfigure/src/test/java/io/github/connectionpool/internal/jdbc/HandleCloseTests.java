package io.github.connectionpool.internal.jdbc;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.Ledger;
import io.github.connectionpool.internal.checkout.MonitoredPool;

import static io.github.connectionpool.TestPools.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What closing a handle does, and what it does not.
 */
class HandleCloseTests {

	private final MonitoredHikari pool = MonitoredHikari.ofSize(1);

	@AfterEach
	void close() {
		this.pool.close();
	}

	@Test
	void closeGivesTheConnectionBackAndTheLedgerForgetsIt() throws SQLException {
		Connection handle = this.pool.borrow();
		assertThat(handle.isClosed()).isFalse();
		assertThat(this.pool.active()).isOne();
		assertThat(this.pool.pool.ledger().oldestFirst()).containsExactly(MonitoredHikari.checkout(handle));
		handle.close();
		assertThat(handle.isClosed()).isTrue();
		assertThat(this.pool.active()).isZero();
		assertThat(this.pool.pool.ledger().size()).isZero();
		assertThat(this.pool.pool.held().sinceStart().count()).isOne();
	}

	@Test
	void secondCloseDoesNothing() throws SQLException {
		Connection handle = this.pool.borrow();
		handle.close();
		try (Connection next = this.pool.borrow()) {
			handle.close();
			assertThat(next.isClosed()).isFalse();
			assertThat(this.pool.active()).isOne();
			assertThat(this.pool.pool.ledger().oldestFirst()).containsExactly(MonitoredHikari.checkout(next));
			assertThat(this.pool.pool.held().sinceStart().count()).isOne();
			assertThat(next.isValid(5)).isTrue();
		}
	}

	@Test
	void aReturnThatIsNotedTwiceCountsOnce() {
		MonitoredConnection handle = MonitoredHikari.handle(new Recorder().play(Connection.class));
		MonitoredPool noted = handle.checkout.pool();
		noted.returned(handle.checkout);
		noted.returned(handle.checkout);
		assertThat(noted.held().sinceStart().count()).isOne();
		assertThat(noted.ledger().isOpen(handle.checkout)).isFalse();
	}

	@Test
	void thePoolIsAskedToCloseOnce() throws SQLException {
		Recorder recorder = new Recorder();
		MonitoredConnection handle = MonitoredHikari.handle(recorder.play(Connection.class));
		handle.close();
		handle.close();
		handle.close();
		assertThat(recorder.calls).hasSize(1);
	}

	@Test
	void aCloseThatFailedCanBeRepeatedAndTheLedgerShowsItUntilThen() throws SQLException {
		Recorder recorder = new Recorder();
		SQLException failure = new SQLException("broken");
		recorder.failure = failure;
		MonitoredConnection handle = MonitoredHikari.handle(recorder.play(Connection.class));
		Ledger ledger = handle.checkout.pool().ledger();
		assertThatThrownBy(handle::close).isSameAs(failure);
		assertThat(ledger.oldestFirst()).containsExactly(handle.checkout);
		assertThat(handle.checkout.isInFlight()).isFalse();
		assertThatThrownBy(handle::close).isSameAs(failure);
		assertThat(ledger.oldestFirst()).containsExactly(handle.checkout);
		recorder.failure = null;
		handle.close();
		handle.close();
		assertThat(ledger.size()).isZero();
		assertThat(recorder.calls).filteredOn((call) -> call.method().getName().equals("close")).hasSize(3);
	}

	@Test
	void whatIsLostInACloseThatFailedCanBeTakenBack() {
		Recorder recorder = new Recorder();
		recorder.failure = new StackOverflowError();
		MonitoredConnection handle = MonitoredHikari.handle(recorder.play(Connection.class));
		assertThatThrownBy(handle::close).isInstanceOf(StackOverflowError.class);
		assertThat(handle.checkout.revokeUnlessUsed(handle.checkout.uses(), "it was leaked")).isTrue();
	}

	@Test
	void aCloseThatFailedOnAConnectionThePoolHasClosedIsAReturn() throws SQLException {
		int[] closes = { 0 };
		Connection closed = (Connection) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("close")) {
						closes[0]++;
						throw new SQLException("broken");
					}
					return true;
				});
		MonitoredConnection handle = MonitoredHikari.handle(closed);
		assertThatThrownBy(handle::close).hasMessage("broken");
		assertThat(handle.checkout.pool().ledger().size()).isZero();
		assertThat(handle.checkout.pool().held().sinceStart().count()).isOne();
		handle.close();
		assertThat(closes[0]).isOne();
	}

	@Test
	void aCloseByAnotherThreadWhileOneIsUnderWayReturnsAtOnce() throws Exception {
		Recorder recorder = new Recorder();
		CountDownLatch closing = new CountDownLatch(1);
		CountDownLatch mayClose = new CountDownLatch(1);
		recorder.before = () -> {
			closing.countDown();
			assertThat(mayClose.await(60, TimeUnit.SECONDS)).isTrue();
		};
		MonitoredConnection handle = MonitoredHikari.handle(recorder.play(Connection.class));
		Checkout checkout = handle.checkout;
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			Future<?> first = executor.submit(() -> {
				handle.close();
				return null;
			});
			assertThat(closing.await(60, TimeUnit.SECONDS)).isTrue();
			handle.close();
			assertThat(checkout.pool().ledger().isOpen(checkout)).as("until the pool has it back").isTrue();
			assertThat(checkout.isInFlight()).as("closing may roll back, and be long about it").isTrue();
			mayClose.countDown();
			first.get(60, TimeUnit.SECONDS);
			assertThat(recorder.calls).hasSize(1);
			assertThat(checkout.pool().ledger().isOpen(checkout)).isFalse();
			assertThat(checkout.isInFlight()).isFalse();
		}
		finally {
			mayClose.countDown();
			executor.shutdownNow();
		}
	}

	@Test
	void aConnectionThatThePoolHasEvictedIsForgottenByALook() throws SQLException {
		Connection handle = this.pool.borrow();
		Checkout checkout = MonitoredHikari.checkout(handle);
		assertThatThrownBy(() -> handle.createStatement().execute("select pg_terminate_backend(pg_backend_pid())"))
			.isInstanceOf(SQLException.class);
		await().until(() -> this.pool.active() == 0);
		MonitoredPool noted = this.pool.pool;
		checkout.checked(System.nanoTime());
		noted.checked(noted.counts(), System.nanoTime() + Duration.ofMinutes(1).toNanos());
		assertThat(noted.ledger().size()).isZero();
		handle.close();
		assertThat(noted.held().sinceStart().count()).as("when it was taken back is not known").isZero();
	}

	@Test
	void closeByAnotherThreadThanTheBorrowerCounts() throws Exception {
		Connection handle = this.pool.borrow();
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			executor.submit(() -> {
				handle.close();
				return null;
			}).get(60, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw new AssertionError(ex);
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(this.pool.active()).isZero();
		assertThat(this.pool.pool.ledger().size()).isZero();
	}

	@Test
	void closeRollsAnOpenTransactionBack() throws SQLException {
		try (Connection handle = this.pool.borrow(); Statement statement = handle.createStatement()) {
			statement.execute("create temp table entry (id int)");
		}
		try (Connection handle = this.pool.borrow()) {
			handle.setAutoCommit(false);
			handle.createStatement().execute("insert into entry values (1)");
		}
		try (Connection handle = this.pool.borrow();
				Statement statement = handle.createStatement();
				ResultSet rows = statement.executeQuery("select * from entry")) {
			assertThat(handle.getAutoCommit()).isTrue();
			assertThat(rows.next()).isFalse();
		}
	}

	@Test
	void closeClosesWhatWasMadeFromTheHandle() throws SQLException {
		Connection handle = this.pool.borrow();
		Statement statement = handle.createStatement();
		ResultSet rows = statement.executeQuery("select 1");
		handle.close();
		assertThat(statement.isClosed()).isTrue();
		assertThat(rows.isClosed()).isTrue();
	}

	@Test
	void useAfterCloseReachesNoConnectionOfTheNextBorrower() throws SQLException {
		Connection handle = this.pool.borrow();
		handle.close();
		try (Connection next = this.pool.borrow()) {
			assertThatThrownBy(handle::createStatement).isInstanceOf(SQLException.class)
				.hasMessage("Connection is closed");
			assertThatThrownBy(() -> handle.setAutoCommit(false)).isInstanceOf(SQLException.class);
			assertThatThrownBy(handle::commit).isInstanceOf(SQLException.class);
			assertThatThrownBy(() -> handle.unwrap(PGConnection.class)).isInstanceOf(SQLException.class);
			assertThat(handle.isValid(1)).isFalse();
			assertThat(next.getAutoCommit()).isTrue();
		}
	}

	@Test
	void anAbortedConnectionIsOpenInTheLedgerUntilItIsClosed() throws SQLException {
		Connection handle = this.pool.borrow();
		handle.abort(Runnable::run);
		assertThat(this.pool.active()).as("the pool counts it, too").isOne();
		assertThat(this.pool.pool.ledger().size()).isOne();
		assertThatThrownBy(handle::close).as("the driver's").isInstanceOf(SQLException.class);
		assertThat(this.pool.pool.ledger().size()).isZero();
		assertThat(this.pool.active()).isZero();
	}

	@Test
	void abortByAnotherThreadEndsAStatement() throws Exception {
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try (Connection handle = this.pool.borrow()) {
			Statement statement = handle.createStatement();
			Future<Boolean> running = executor.submit(() -> statement.execute("select pg_sleep(60)"));
			await().until(() -> MonitoredHikari.checkout(handle).isInFlight());
			handle.abort(Runnable::run);
			assertThatThrownBy(() -> running.get(60, TimeUnit.SECONDS)).cause().isInstanceOf(SQLException.class);
			assertThat(MonitoredHikari.checkout(handle).isInFlight()).isFalse();
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(this.pool.pool.ledger().size()).isZero();
	}

}
