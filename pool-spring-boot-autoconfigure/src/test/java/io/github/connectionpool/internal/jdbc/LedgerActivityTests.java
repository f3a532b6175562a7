package io.github.connectionpool.internal.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.internal.checkout.Checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What the ledger learns from the use of a connection: that it is used, and the last SQL.
 */
class LedgerActivityTests {

	private final MonitoredHikari pool = MonitoredHikari.ofSize(1);

	private Connection handle;

	private Checkout checkout;

	@BeforeEach
	void borrow() throws SQLException {
		this.handle = this.pool.borrow();
		this.checkout = MonitoredHikari.checkout(this.handle);
	}

	@AfterEach
	void close() throws SQLException {
		this.handle.close();
		this.pool.close();
	}

	private void assertActivity(Transcript.Action action) throws Exception {
		long before = this.checkout.activity();
		action.run();
		assertThat(this.checkout.activity()).isGreaterThan(before);
		assertThat(this.checkout.isInFlight()).isFalse();
	}

	private void assertNoActivity(Transcript.Action action) throws Exception {
		long before = this.checkout.activity();
		action.run();
		assertThat(this.checkout.activity()).isEqualTo(before);
	}

	@Test
	void nothingHasHappenedAfterABorrow() {
		assertThat(this.checkout.activity()).isZero();
		assertThat(this.checkout.sql()).isNull();
		assertThat(this.checkout.isInFlight()).isFalse();
		assertThat(this.checkout.isInTransaction()).isFalse();
		assertThat(this.checkout.isDriverUnwrapped()).isFalse();
	}

	@Test
	void everyExecutionIsActivity() throws Exception {
		Statement statement = this.handle.createStatement();
		for (int i = 0; i < 3; i++) {
			assertActivity(() -> statement.execute("select 1"));
		}
		assertActivity(() -> statement.executeQuery("select 1"));
		PreparedStatement prepared = this.handle.prepareStatement("select 2");
		assertActivity(prepared::executeQuery);
		assertActivity(prepared::execute);
	}

	@Test
	void everyFetchIsActivity() throws Exception {
		ResultSet rows = this.handle.createStatement().executeQuery("select * from generate_series(1, 3)");
		for (int i = 0; i < 4; i++) {
			assertActivity(rows::next);
		}
	}

	@Test
	void readingAValueOfARowIsNone() throws Exception {
		ResultSet rows = this.handle.createStatement().executeQuery("select 1 n");
		rows.next();
		assertNoActivity(() -> rows.getInt("n"));
		assertNoActivity(() -> rows.getObject(1));
		assertNoActivity(rows::getMetaData);
		assertNoActivity(rows::close);
	}

	@Test
	void transactionsAndMetadataAreActivity() throws Exception {
		assertActivity(() -> this.handle.setAutoCommit(false));
		assertActivity(this.handle::commit);
		assertActivity(this.handle::rollback);
		assertActivity(() -> this.handle.rollback(this.handle.setSavepoint()));
		assertActivity(() -> this.handle.getMetaData().getTables(null, null, "nothing", null));
		assertActivity(() -> this.handle.isValid(5));
		assertActivity(() -> this.handle.createStatement());
		this.handle.rollback();
		assertActivity(() -> this.handle.setReadOnly(true));
	}

	@Test
	void askingTheHandleIsNone() throws Exception {
		assertNoActivity(this.handle::getAutoCommit);
		assertNoActivity(this.handle::isClosed);
		assertNoActivity(this.handle::isReadOnly);
		assertNoActivity(this.handle::getWarnings);
		assertNoActivity(this.handle::getMetaData);
	}

	@Test
	void aFailedExecutionIsActivityAndNotInFlight() throws Exception {
		Statement statement = this.handle.createStatement();
		assertActivity(() -> assertThatThrownBy(() -> statement.execute("selekt")).isInstanceOf(SQLException.class));
		assertThat(this.checkout.sql()).isEqualTo("selekt");
	}

	@Test
	void theLastSqlStays() throws SQLException {
		Statement statement = this.handle.createStatement();
		statement.execute("select 1");
		assertThat(this.checkout.sql()).isEqualTo("select 1");
		statement.executeUpdate("create temp table entry (id int)");
		assertThat(this.checkout.sql()).isEqualTo("create temp table entry (id int)");
		PreparedStatement prepared = this.handle.prepareStatement("select ?");
		assertThat(this.checkout.sql()).as("to prepare is not to run").isEqualTo("create temp table entry (id int)");
		prepared.setInt(1, 1);
		prepared.executeQuery().next();
		assertThat(this.checkout.sql()).isEqualTo("select ?");
		this.handle.prepareCall("{call now()}").execute();
		assertThat(this.checkout.sql()).isEqualTo("{call now()}");
		this.handle.setAutoCommit(false);
		this.handle.commit();
		this.handle.rollback();
		assertThat(this.checkout.sql()).as("a commit that is over is no statement").isEqualTo("{call now()}");
	}

	@Test
	void aBatchShowsItsLastText() throws SQLException {
		Statement statement = this.handle.createStatement();
		statement.addBatch("create temp table entry (id int)");
		assertThat(this.checkout.sql()).as("not before it runs").isNull();
		statement.addBatch("insert into entry values (1)");
		statement.executeBatch();
		assertThat(this.checkout.sql()).isEqualTo("insert into entry values (1)");
		PreparedStatement prepared = this.handle.prepareStatement("insert into entry values (?)");
		prepared.setInt(1, 2);
		prepared.addBatch();
		prepared.executeBatch();
		assertThat(this.checkout.sql()).isEqualTo("insert into entry values (?)");
	}

	@Test
	void aClearedBatchShowsNoText() throws SQLException {
		Statement statement = this.handle.createStatement();
		statement.addBatch("select 1");
		statement.clearBatch();
		statement.executeBatch();
		assertThat(this.checkout.sql()).isNull();
	}

	@Test
	void whatTheNextBorrowerDoesIsNotNotedOnThisCheckout() throws SQLException {
		this.handle.createStatement().execute("select 1");
		long activity = this.checkout.activity();
		this.handle.close();
		long closed = this.checkout.activity();
		assertThat(closed).isGreaterThan(activity);
		try (Connection next = this.pool.borrow()) {
			next.createStatement().execute("select 2");
			assertThat(this.checkout.activity()).isEqualTo(closed);
			assertThat(this.checkout.sql()).isEqualTo("select 1");
			assertThat(MonitoredHikari.checkout(next).sql()).isEqualTo("select 2");
		}
	}

}
