package io.github.connectionpool.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.internal.checkout.Checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * When the ledger says that a transaction is open.
 */
class LedgerTransactionTests {

	private static void inPool(boolean autoCommit, Check check) throws SQLException {
		try (MonitoredHikari pool = MonitoredHikari.with((hikari) -> hikari.setAutoCommit(autoCommit));
				Connection handle = pool.borrow();
				Statement statement = handle.createStatement()) {
			check.check(handle, statement, MonitoredHikari.checkout(handle));
		}
	}

	@Test
	void noneInAutoCommit() throws SQLException {
		inPool(true, (handle, statement, checkout) -> {
			statement.execute("select 1");
			assertThat(checkout.isInTransaction()).isFalse();
		});
	}

	@Test
	void fromTheFirstStatementToTheCommit() throws SQLException {
		inPool(true, (handle, statement, checkout) -> {
			handle.setAutoCommit(false);
			assertThat(checkout.isInTransaction()).as("nothing has run in it").isFalse();
			statement.execute("select 1");
			assertThat(checkout.isInTransaction()).isTrue();
			handle.commit();
			assertThat(checkout.isInTransaction()).isFalse();
			handle.prepareStatement("select 2").executeQuery();
			assertThat(checkout.isInTransaction()).isTrue();
		});
	}

	@Test
	void upToTheRollback() throws SQLException {
		inPool(true, (handle, statement, checkout) -> {
			handle.setAutoCommit(false);
			statement.execute("select 1");
			handle.rollback();
			assertThat(checkout.isInTransaction()).isFalse();
		});
	}

	@Test
	void notUpToTheRollbackToASavepoint() throws SQLException {
		inPool(true, (handle, statement, checkout) -> {
			handle.setAutoCommit(false);
			statement.execute("select 1");
			Savepoint savepoint = handle.setSavepoint();
			handle.rollback(savepoint);
			assertThat(checkout.isInTransaction()).isTrue();
		});
	}

	@Test
	void upToTheReturnToAutoCommit() throws SQLException {
		inPool(true, (handle, statement, checkout) -> {
			handle.setAutoCommit(false);
			statement.execute("select 1");
			handle.setAutoCommit(true);
			assertThat(checkout.isInTransaction()).isFalse();
			statement.execute("select 2");
			assertThat(checkout.isInTransaction()).isFalse();
		});
	}

	@Test
	void notUpToASetOfTheModeItIsInAlready() throws SQLException {
		inPool(true, (handle, statement, checkout) -> {
			handle.setAutoCommit(false);
			statement.execute("create temp table entry (id int)");
			handle.setAutoCommit(false);
			assertThat(checkout.isInTransaction()).isTrue();
			handle.rollback();
			assertThat(checkout.isInTransaction()).isFalse();
		});
	}

	@Test
	void fromTheFirstStatementWherePoolsLendWithoutAutoCommit() throws SQLException {
		inPool(false, (handle, statement, checkout) -> {
			assertThat(checkout.isInTransaction()).isFalse();
			statement.execute("select 1");
			assertThat(checkout.isInTransaction()).isTrue();
			handle.commit();
			assertThat(checkout.isInTransaction()).isFalse();
		});
	}

	@Test
	void aFailedStatementLeavesTheTransactionOpen() throws SQLException {
		inPool(false, (handle, statement, checkout) -> {
			assertThatThrownBy(() -> statement.execute("selekt")).isInstanceOf(SQLException.class);
			assertThat(checkout.isInTransaction()).isTrue();
			handle.rollback();
			assertThat(checkout.isInTransaction()).isFalse();
		});
	}

	@Test
	void aFailedCommitIsNotTakenForOne() throws SQLException {
		Recorder recorder = new Recorder();
		MonitoredConnection handle = MonitoredHikari.handle(recorder.play(Connection.class));
		handle.setAutoCommit(false);
		handle.checkout.beginStatement("select 1");
		handle.checkout.end();
		recorder.failure = new SQLException("broken");
		assertThatThrownBy(handle::commit).isSameAs(recorder.failure);
		assertThat(handle.checkout.isInTransaction()).isTrue();
		assertThatThrownBy(handle::rollback).isSameAs(recorder.failure);
		assertThat(handle.checkout.isInTransaction()).isTrue();
		assertThatThrownBy(() -> handle.setAutoCommit(true)).isSameAs(recorder.failure);
		assertThat(handle.checkout.isInTransaction()).isTrue();
	}

	@Test
	void theNextBorrowerBeginsWithNone() throws SQLException {
		try (MonitoredHikari pool = MonitoredHikari.ofSize(1)) {
			try (Connection handle = pool.borrow()) {
				handle.setAutoCommit(false);
				handle.createStatement().execute("select 1");
			}
			try (Connection next = pool.borrow()) {
				next.createStatement().execute("select 1");
				assertThat(MonitoredHikari.checkout(next).isInTransaction()).isFalse();
			}
		}
	}

	/** What is checked with one connection. */
	@FunctionalInterface
	interface Check {

		void check(Connection handle, Statement statement, Checkout checkout) throws SQLException;

	}

}
