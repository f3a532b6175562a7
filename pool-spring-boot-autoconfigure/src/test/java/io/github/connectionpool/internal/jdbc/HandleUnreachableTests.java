package io.github.connectionpool.internal.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Checkout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a checkout learns from a real garbage collector of the handle.
 */
class HandleUnreachableTests {

	private final MonitoredHikari pool = MonitoredHikari.with((hikari) -> {
		hikari.setJdbcUrl("jdbc:h2:mem:");
		hikari.setMaximumPoolSize(3);
	});

	private @Nullable Object kept;

	@AfterEach
	void close() {
		this.pool.close();
	}

	@Test
	void isUnreachableWhenTheHandleIsLost() throws SQLException {
		Checkout checkout = keep((handle) -> null);
		awaitUnreachable(checkout);
		assertThat(checkout.isRevoked()).isFalse();
		assertThat(this.pool.active()).isOne();
	}

	@Test
	void isReachableWhileTheHandleIsKept() throws SQLException {
		Checkout checkout = keep((handle) -> handle);
		awaitUnreachable(keep(null));
		assertThat(checkout.isUnreachable()).isFalse();
		this.kept = null;
		awaitUnreachable(checkout);
	}

	@Test
	void isReachableWhileAStatementIsKept() throws SQLException {
		Checkout checkout = keep(Connection::createStatement);
		awaitUnreachable(keep(null));
		assertThat(checkout.isUnreachable()).isFalse();
		this.kept = null;
		awaitUnreachable(checkout);
	}

	@Test
	void isReachableWhileAResultIsKept() throws SQLException {
		Checkout checkout = keep((handle) -> handle.prepareStatement("select 1").executeQuery());
		awaitUnreachable(keep(null));
		assertThat(checkout.isUnreachable()).isFalse();
		assertThat(((ResultSet) keptOne()).next()).isTrue();
		this.kept = null;
		awaitUnreachable(checkout);
	}

	@Test
	void isReachableWhileItIsUsed() throws SQLException {
		Checkout checkout = use();
		assertThat(checkout.isUnreachable()).isFalse();
		assertThat(this.pool.pool.ledger().isOpen(checkout)).isFalse();
	}

	private Checkout use() throws SQLException {
		try (Connection handle = this.pool.borrow(); Statement statement = handle.createStatement()) {
			Checkout checkout = MonitoredHikari.checkout(handle);
			awaitUnreachable(keep(null));
			assertThat(checkout.isUnreachable()).isFalse();
			statement.execute("select 1");
			return checkout;
		}
	}

	private Object keptOne() {
		Object kept = this.kept;
		assertThat(kept).isNotNull();
		return kept;
	}

	/** In a method of its own, so that no local variable holds the handle. */
	private Checkout keep(@Nullable Maker maker) throws SQLException {
		Connection handle = this.pool.borrow();
		if (maker != null) {
			this.kept = maker.make(handle);
		}
		return MonitoredHikari.checkout(handle);
	}

	private static void awaitUnreachable(Checkout checkout) {
		TestPools.await().until(() -> {
			System.gc();
			return checkout.isUnreachable();
		});
	}

	/** Makes something from a handle. */
	@FunctionalInterface
	private interface Maker {

		@Nullable Object make(Connection handle) throws SQLException;

	}

}
