package io.github.connectionpool.internal.reclaim;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.PostgresServer;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.internal.product.PoolProducts;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What comes back to a real pool on a real database.
 */
class ConnectionReturnerTests {

	private final HikariDataSource hikari = new HikariDataSource();

	private final Eviction eviction = new PoolProducts(null, () -> (other) -> null).eviction(this.hikari);

	private final List<Connection> evicted = new ArrayList<>();

	private @Nullable SQLException evictionFails;

	private final MonitoredPool pool = new MonitoredPool("dataSource", "com.example.ThePool",
			TestPools.statistics(this.hikari), new CallSites(List.of()), StackCapture.ALWAYS, TestPools.THRESHOLDS,
			this::evict);

	@BeforeEach
	void open() throws SQLException {
		this.hikari.setJdbcUrl(PostgresServer.url());
		this.hikari.setMaximumPoolSize(1);
		try (Connection connection = this.hikari.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("drop table if exists given_back");
			statement.execute("create table given_back (id int)");
		}
	}

	@AfterEach
	void close() {
		this.hikari.close();
	}

	@Test
	void whatWasNotCommittedIsRolledBack() throws SQLException {
		Connection connection = this.hikari.getConnection();
		connection.setAutoCommit(false);
		execute(connection, "insert into given_back values (1)");
		int backend = backend(connection);
		ConnectionReturner.clean(lent(connection));
		assertThat(rows()).isZero();
		assertThat(this.evicted).isEmpty();
		assertClean(backend);
	}

	@Test
	void whatWasBegunBySqlTextIsRolledBack() throws SQLException {
		Connection connection = this.hikari.getConnection();
		assertThat(connection.getAutoCommit()).isTrue();
		int backend = backend(connection);
		execute(connection, "begin");
		execute(connection, "insert into given_back values (1)");
		ConnectionReturner.clean(lent(connection));
		assertThat(rows()).isZero();
		assertThat(this.evicted).isEmpty();
		assertClean(backend);
	}

	@Test
	void aTransactionThatHasFailedIsRolledBack() throws SQLException {
		Connection connection = this.hikari.getConnection();
		execute(connection, "begin");
		assertThatThrownBy(() -> execute(connection, "select 1 / 0")).isInstanceOf(SQLException.class);
		ConnectionReturner.clean(lent(connection));
		assertThat(rows()).isZero();
		assertClean(-1);
	}

	@Test
	void whatWasCommittedStays() throws SQLException {
		Connection connection = this.hikari.getConnection();
		execute(connection, "insert into given_back values (1)");
		ConnectionReturner.clean(lent(connection));
		assertThat(rows()).isOne();
	}

	@Test
	void theModeAndTheTimeLimitAreAsBefore() throws SQLException {
		Connection connection = this.hikari.getConnection();
		connection.setNetworkTimeout(Runnable::run, 4321);
		List<Integer> limits = new ArrayList<>();
		Connection watched = (Connection) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("rollback") || method.getName().equals("close")) {
						limits.add(connection.getNetworkTimeout());
					}
					return method.invoke(connection, arguments);
				});
		ConnectionReturner.clean(lent(watched));
		assertThat(limits).containsExactly(5000, 4321);
		assertClean(-1);
	}

	@Test
	void aConnectionThatCannotBeRolledBackIsThrownAway() throws SQLException {
		Connection connection = this.hikari.getConnection();
		connection.setAutoCommit(false);
		execute(connection, "insert into given_back values (1)");
		int backend = backend(connection);
		terminate(backend);
		Checkout checkout = lent(connection);
		ConnectionReturner.clean(checkout);
		assertThat(this.evicted).containsExactly(connection);
		assertThat(this.pool.ledger().isOpen(checkout)).isFalse();
		assertThat(this.hikari.getHikariPoolMXBean().getActiveConnections()).isZero();
		assertThat(rows()).isZero();
	}

	@Test
	void theLedgerForgetsEvenWhatCannotBeThrownAway() throws SQLException {
		Connection connection = this.hikari.getConnection();
		connection.setAutoCommit(false);
		execute(connection, "insert into given_back values (1)");
		terminate(backend(connection));
		this.evictionFails = new SQLException("no way");
		Checkout checkout = lent(connection);
		assertThatThrownBy(() -> ConnectionReturner.clean(checkout)).isSameAs(this.evictionFails);
		assertThat(this.pool.ledger().isOpen(checkout)).isFalse();
		connection.close();
	}

	@Test
	void theLedgerForgetsWhatWasReturnedAndItsTimeIsNotMeasured() throws SQLException {
		Checkout checkout = lent(this.hikari.getConnection());
		ConnectionReturner.clean(checkout);
		assertThat(this.pool.ledger().isOpen(checkout)).isFalse();
		assertThat(this.pool.held().sinceStart().count()).isZero();
	}

	@Test
	void whatIsEvictedIsNotGivenBackFirst() throws SQLException {
		Connection connection = this.hikari.getConnection();
		int backend = backend(connection);
		Checkout checkout = lent(connection);
		ConnectionReturner.evict(checkout);
		assertThat(this.evicted).containsExactly(connection);
		assertThat(this.pool.ledger().isOpen(checkout)).isFalse();
		try (Connection next = this.hikari.getConnection()) {
			assertThat(backend(next)).isNotEqualTo(backend);
		}
	}

	@Test
	void aCheckoutOfWhichNoConnectionIsKnownIsForgotten() throws SQLException {
		Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		ConnectionReturner.clean(checkout);
		assertThat(this.pool.ledger().isOpen(checkout)).isFalse();
		Checkout other = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		ConnectionReturner.evict(other);
		assertThat(this.pool.ledger().isOpen(other)).isFalse();
	}

	private void evict(Connection connection) throws SQLException {
		this.evicted.add(connection);
		if (this.evictionFails != null) {
			throw this.evictionFails;
		}
		this.eviction.evict(connection);
	}

	private Checkout lent(Connection connection) {
		Checkout checkout = this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		checkout.lends(connection, this);
		return checkout;
	}

	/** The same connection again, in the pool's mode and in no transaction. */
	private void assertClean(int backend) throws SQLException {
		assertThat(this.pool.ledger().size()).isZero();
		try (Connection next = this.hikari.getConnection()) {
			assertThat(next.getAutoCommit()).isTrue();
			if (backend > 0) {
				assertThat(backend(next)).isEqualTo(backend);
			}
			String sql = "select count(*) from pg_stat_activity where state = 'idle' and pid = " + backend(next);
			try (Connection operator = DriverManager.getConnection(PostgresServer.url())) {
				assertThat(number(operator, sql)).as("idle, and in no transaction").isOne();
			}
		}
	}

	private int rows() throws SQLException {
		try (Connection connection = this.hikari.getConnection()) {
			return number(connection, "select count(*) from given_back");
		}
	}

	private static int backend(Connection connection) throws SQLException {
		return number(connection, "select pg_backend_pid()");
	}

	private static void terminate(int backend) throws SQLException {
		try (Connection operator = DriverManager.getConnection(PostgresServer.url())) {
			execute(operator, "select pg_terminate_backend(" + backend + ")");
		}
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static int number(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getInt(1);
		}
	}

}
