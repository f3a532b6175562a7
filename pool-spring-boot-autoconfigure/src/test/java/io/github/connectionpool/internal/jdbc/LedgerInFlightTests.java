package io.github.connectionpool.internal.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

import io.github.connectionpool.PostgresServer;
import io.github.connectionpool.internal.checkout.Checkout;

import static io.github.connectionpool.TestPools.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What another thread sees while the database works, and afterwards.
 */
class LedgerInFlightTests {

	private static final String SLEEP = "select pg_sleep(60)";

	private final MonitoredHikari pool = MonitoredHikari.ofSize(1);

	private final ExecutorService executor = Executors.newSingleThreadExecutor();

	private Connection handle;

	private Checkout checkout;

	@BeforeEach
	void borrow() throws SQLException {
		this.handle = this.pool.borrow();
		this.checkout = MonitoredHikari.checkout(this.handle);
	}

	@AfterEach
	void close() throws SQLException {
		this.executor.shutdownNow();
		this.handle.close();
		this.pool.close();
	}

	/** See the text while the call runs, cancel it, and see it as the last afterwards. */
	private void assertInFlight(Transcript.Action call, String sql) throws Exception {
		assertThat(this.checkout.isInFlight()).isFalse();
		long activity = this.checkout.activity();
		Future<?> running = this.executor.submit(() -> {
			call.run();
			return null;
		});
		await().until(this.checkout::isInFlight);
		assertThat(this.checkout.sql()).isEqualTo(sql);
		assertThat(this.checkout.activity()).isGreaterThan(activity);
		assertThat(this.pool.pool.ledger().oldestFirst()).containsExactly(this.checkout);
		await().until(this::isWoken);
		assertThatThrownBy(() -> running.get(60, TimeUnit.SECONDS)).cause()
			.isInstanceOfSatisfying(SQLException.class, (ex) -> assertThat(ex.getSQLState()).isEqualTo("57014"));
		assertThat(this.checkout.isInFlight()).isFalse();
	}

	/** Cancel what sleeps, by another connection; false if it does not sleep yet. */
	private boolean isWoken() throws SQLException {
		int pid = ((MonitoredConnection) this.handle).delegate().unwrap(PGConnection.class).getBackendPID();
		try (Connection observer = DriverManager.getConnection(PostgresServer.url());
				Statement statement = observer.createStatement();
				ResultSet rows = statement.executeQuery(
						"select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'PgSleep' and pid = "
								+ pid)) {
			return rows.next();
		}
	}

	@Test
	void aStatement() throws Exception {
		Statement statement = this.handle.createStatement();
		assertInFlight(() -> statement.execute(SLEEP), SLEEP);
		assertThat(this.checkout.sql()).isEqualTo(SLEEP);
		assertInFlight(() -> statement.executeQuery(SLEEP), SLEEP);
	}

	@Test
	void aPreparedStatement() throws Exception {
		PreparedStatement prepared = this.handle.prepareStatement("select pg_sleep(?)");
		prepared.setInt(1, 60);
		assertInFlight(prepared::executeQuery, "select pg_sleep(?)");
		assertInFlight(prepared::execute, "select pg_sleep(?)");
		assertThat(this.checkout.sql()).isEqualTo("select pg_sleep(?)");
	}

	@Test
	void aCall() throws Exception {
		PreparedStatement call = this.handle.prepareCall("{call pg_sleep(60)}");
		assertInFlight(call::execute, "{call pg_sleep(60)}");
	}

	@Test
	void aBatch() throws Exception {
		Statement statement = this.handle.createStatement();
		statement.addBatch("create temp table entry (id int)");
		statement.addBatch("do 'begin perform pg_sleep(60); end'");
		assertInFlight(statement::executeBatch, "do 'begin perform pg_sleep(60); end'");
	}

	@Test
	void aPreparedBatch() throws Exception {
		this.handle.createStatement().execute("create temp table entry (id text)");
		String sql = "insert into entry select pg_sleep(?)";
		PreparedStatement prepared = this.handle.prepareStatement(sql);
		prepared.setInt(1, 60);
		prepared.addBatch();
		assertInFlight(prepared::executeBatch, sql);
	}

	@Test
	void rowsThatTakeLong() throws Exception {
		String sql = "select n, case when n > 2 then pg_sleep(60) end from generate_series(1, 4) n";
		this.handle.setAutoCommit(false);
		Statement statement = this.handle.createStatement();
		statement.setFetchSize(2);
		ResultSet rows = statement.executeQuery(sql);
		assertThat(rows.next()).isTrue();
		assertThat(rows.next()).isTrue();
		assertInFlight(rows::next, sql);
		assertThat(this.checkout.isInTransaction()).isTrue();
	}

	@Test
	void aCommitShowsAsSuchAndNotAfterwards() throws Exception {
		Statement statement = this.handle.createStatement();
		statement.execute("""
				create temp table entry (id int);
				create function pg_temp.sleep() returns trigger as
				'begin perform pg_sleep(60); return null; end' language plpgsql;
				create constraint trigger late after insert on entry deferrable initially deferred
				for each row execute function pg_temp.sleep()""");
		this.handle.setAutoCommit(false);
		statement.execute("insert into entry values (1)");
		assertInFlight(this.handle::commit, "commit");
		assertThat(this.checkout.sql()).isEqualTo("insert into entry values (1)");
	}

	@Test
	void anotherCallShowsTheLastStatement() throws SQLException {
		Recorder recorder = new Recorder();
		MonitoredConnection played = MonitoredHikari.handle(recorder.play(Connection.class));
		played.checkout.beginStatement("select 1");
		played.checkout.end();
		recorder.checkout = played.checkout;
		recorder.answer = true;
		played.isValid(1);
		assertThat(recorder.calls.get(0).inFlight()).isTrue();
		assertThat(recorder.calls.get(0).sql()).isEqualTo("select 1");
	}

	@Test
	void whatAnotherThreadMakesOrReadsIsNotTakenForTheEndOfTheStatement() throws SQLException {
		MonitoredConnection played = MonitoredHikari.handle(new Recorder().play(Connection.class));
		played.checkout.beginStatement(SLEEP);
		played.createStatement();
		played.prepareStatement("select 1");
		played.prepareCall("{call now()}");
		played.createArrayOf("int4", new Object[0]);
		played.getMetaData();
		played.clearWarnings();
		assertThat(played.checkout.isInFlight()).isTrue();
		assertThat(played.checkout.sql()).isEqualTo(SLEEP);
	}

	@Test
	void aCancellationIsNotTakenForTheEndOfTheStatement() throws SQLException {
		Recorder recorder = new Recorder();
		MonitoredConnection played = MonitoredHikari.handle(new Recorder().play(Connection.class));
		Statement statement = played.monitor(recorder.play(Statement.class));
		played.checkout.beginStatement(SLEEP);
		statement.cancel();
		assertThat(played.checkout.isInFlight()).isTrue();
		assertThat(recorder.calls).hasSize(1);
	}

}
