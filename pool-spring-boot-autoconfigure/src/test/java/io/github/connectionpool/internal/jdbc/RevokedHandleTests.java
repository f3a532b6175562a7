package io.github.connectionpool.internal.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.internal.checkout.Checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What the application has of a connection that was taken back from it.
 */
class RevokedHandleTests {

	private final MonitoredHikari pool = MonitoredHikari.with((hikari) -> {
		hikari.setJdbcUrl("jdbc:h2:mem:");
		hikari.setMaximumPoolSize(2);
	});

	@AfterEach
	void close() {
		this.pool.close();
	}

	@Test
	void everyCallIsRefused() throws SQLException {
		Connection handle = this.pool.borrow();
		Statement statement = handle.createStatement();
		PreparedStatement prepared = handle.prepareStatement("select 1");
		ResultSet result = statement.executeQuery("select 1");
		takeBack(handle);
		Map<String, ThrowingCallable> calls = Map.ofEntries(Map.entry("create", handle::createStatement),
				Map.entry("prepare", () -> handle.prepareStatement("select 1")), Map.entry("commit", handle::commit),
				Map.entry("rollback", handle::rollback), Map.entry("mode", () -> handle.setAutoCommit(false)),
				Map.entry("metadata", handle::getMetaData), Map.entry("info", () -> handle.setClientInfo("a", "b")),
				Map.entry("unwrap", () -> handle.unwrap(org.h2.jdbc.JdbcConnection.class)),
				Map.entry("execute", () -> statement.execute("select 1")),
				Map.entry("execute prepared", prepared::executeQuery), Map.entry("fetch", result::next));
		calls.forEach((name, call) -> assertThatThrownBy(call).as(name)
			.isInstanceOfSatisfying(SQLException.class, (ex) -> assertThat(ex.getSQLState()).isEqualTo("08003"))
			.hasMessageStartingWith("Connection orders-1 was revoked by the connection pool monitor at ")
			.hasMessageContaining(": it was leaked. It was borrowed at "));
	}

	@Test
	void isClosed() throws SQLException {
		Connection handle = this.pool.borrow();
		assertThat(handle.isClosed()).isFalse();
		takeBack(handle);
		assertThat(handle.isClosed()).isTrue();
		assertThat(handle.isValid(1)).isFalse();
	}

	@Test
	void toCloseItDoesNothing() throws SQLException {
		Connection handle = this.pool.borrow();
		takeBack(handle);
		handle.close();
		handle.abort(Runnable::run);
		// who took it back has yet to give it back
		assertThat(this.pool.active()).isOne();
		assertThat(this.pool.pool.ledger().size()).isOne();
	}

	@Test
	void toCloseItDoesNotReturnItToWhoeverHasItNow() throws SQLException {
		Connection handle = this.pool.borrow();
		Checkout checkout = takeBack(handle);
		Connection taken = checkout.connection();
		assertThat(taken).isNotNull();
		taken.close();
		this.pool.pool.revoked(checkout);
		try (Connection next = this.pool.borrow()) {
			handle.close();
			assertThat(this.pool.active()).isOne();
			assertThat(next.isClosed()).isFalse();
			try (Statement statement = next.createStatement()) {
				assertThat(statement.execute("select 1")).isTrue();
			}
		}
	}

	@Test
	void ofAReturnAndATakeBackAtOnceOnlyOneReachesThePool() throws Exception {
		AtomicInteger taken = new AtomicInteger();
		int rounds = 300;
		for (int round = 0; round < rounds; round++) {
			Connection handle = this.pool.borrow();
			Checkout checkout = MonitoredHikari.checkout(handle);
			boolean evicts = round % 3 > 0;
			CountDownLatch ready = new CountDownLatch(1);
			FutureTask<Boolean> claim = new FutureTask<>(() -> {
				ready.countDown();
				boolean mine = evicts ? checkout.revoke("it was evicted")
						: checkout.revokeUnlessUsed(checkout.uses(), "it was leaked");
				if (mine) {
					taken.incrementAndGet();
				}
				return mine;
			});
			new Thread(claim).start();
			ready.await();
			handle.close();
			boolean mine = claim.get();
			assertThat(this.pool.active()).as("borrowed in round %s", round).isEqualTo(mine ? 1 : 0);
			if (mine) {
				Connection connection = checkout.connection();
				assertThat(connection).isNotNull();
				connection.close();
				this.pool.pool.revoked(checkout);
			}
			assertThat(this.pool.active()).isZero();
			assertThat(this.pool.pool.ledger().size()).isZero();
		}
		assertThat(this.pool.pool.held().sinceStart().count()).isEqualTo(rounds - taken.get());
	}

	private static Checkout takeBack(Connection handle) {
		Checkout checkout = MonitoredHikari.checkout(handle);
		assertThat(checkout.revokeUnlessUsed(checkout.uses(), "it was leaked")).isTrue();
		return checkout;
	}

}
