package io.github.connectionpool.internal.product;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.connectionpool.PostgresServer;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.checkout.WorkUnit;
import io.github.connectionpool.internal.garbage.CollectGarbage;
import io.github.connectionpool.internal.jdbc.MonitoredDataSource;
import io.github.connectionpool.internal.reclaim.ReclaimPolicy;
import io.github.connectionpool.internal.verdict.Judge;
import io.github.connectionpool.internal.verdict.LeakTimes;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.internal.watch.PoolMonitor;
import io.github.connectionpool.internal.watch.WatchSettings;
import io.github.connectionpool.internal.watch.Watcher;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.CheckoutReport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Taking connections back from applications, on each product's real pool of one
 * connection and a real PostgreSQL.
 */
class ReclaimFromProductsTests {

	enum Product {

		HIKARI {

			@Override
			DataSource create() {
				HikariDataSource hikari = new HikariDataSource();
				hikari.setJdbcUrl(PostgresServer.url());
				hikari.setMaximumPoolSize(1);
				return hikari;
			}

		},

		TOMCAT {

			@Override
			DataSource create() {
				org.apache.tomcat.jdbc.pool.DataSource tomcat = new org.apache.tomcat.jdbc.pool.DataSource();
				tomcat.setDriverClassName("org.postgresql.Driver");
				tomcat.setUrl(PostgresServer.url());
				tomcat.setInitialSize(1);
				tomcat.setMaxIdle(1);
				tomcat.setMinIdle(1);
				tomcat.setMaxActive(1);
				return tomcat;
			}

		},

		DBCP2 {

			@Override
			DataSource create() {
				BasicDataSource dbcp2 = new BasicDataSource();
				dbcp2.setUrl(PostgresServer.url());
				dbcp2.setMaxTotal(1);
				return dbcp2;
			}

		};

		abstract DataSource create();

	}

	@ParameterizedTest
	@EnumSource
	void whatNobodyCanReachComesBackClean(Product product) throws Exception {
		try (Monitored monitored = new Monitored(product, ReclaimPolicy.UNREACHABLE)) {
			monitored.execute("create table if not exists taken_back (id int)");
			int backend = monitored.backend();
			lose(monitored);
			monitored.awaitReturn();
			try (Connection connection = monitored.dataSource.getConnection();
					Statement statement = connection.createStatement();
					ResultSet rows = statement.executeQuery("select count(*), pg_backend_pid() from taken_back")) {
				assertThat(connection.getAutoCommit()).isTrue();
				assertThat(connection.isReadOnly()).isFalse();
				rows.next();
				assertThat(rows.getInt(1)).isZero();
				assertThat(rows.getInt(2)).as("the same connection").isEqualTo(backend);
			}
			TestPools.await().until(() -> monitored.monitor.history(monitored.pool).tally().reclaimed() == 1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatWasBegunBySqlTextIsRolledBackAsWell(Product product) throws Exception {
		try (Monitored monitored = new Monitored(product, ReclaimPolicy.UNREACHABLE)) {
			monitored.execute("create table if not exists taken_back (id int)");
			loseInTransactionOfText(monitored);
			monitored.awaitReturn();
			try (Connection connection = monitored.dataSource.getConnection();
					Statement statement = connection.createStatement();
					ResultSet rows = statement
						.executeQuery("select count(*), pg_current_xact_id_if_assigned() is null from taken_back")) {
				rows.next();
				assertThat(rows.getInt(1)).isZero();
				assertThat(rows.getBoolean(2)).isTrue();
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void whoStillHasItIsRefusedAndHarmsNobody(Product product) throws Exception {
		try (Monitored monitored = new Monitored(product, ReclaimPolicy.LEAKED)) {
			Connection stale = WorkUnit.call("the test", monitored.dataSource::getConnection);
			PreparedStatement prepared = stale.prepareStatement("select 1");
			Statement statement = stale.createStatement();
			monitored.awaitReturn();
			try (Connection other = monitored.dataSource.getConnection()) {
				other.setAutoCommit(false);
				assertRefused(prepared::executeQuery);
				assertRefused(() -> statement.execute("select 1"));
				assertRefused(statement::cancel);
				assertRefused(stale::createStatement);
				assertRefused(stale::rollback);
				assertRefused(stale::getAutoCommit);
				assertRefused(() -> stale.setAutoCommit(true));
				assertRefused(() -> stale.setClientInfo("ApplicationName", "stale"));
				assertRefused(() -> stale.unwrap(org.postgresql.PGConnection.class));
				assertThat(stale.isClosed()).isTrue();
				assertThat(stale.isValid(1)).isFalse();
				assertThatCode(stale::close).doesNotThrowAnyException();
				assertThatCode(() -> stale.abort(Runnable::run)).doesNotThrowAnyException();
				assertThat(other.getAutoCommit()).isFalse();
				assertThat(other.isClosed()).isFalse();
				assertThat(other.isValid(1)).isTrue();
				assertThat(monitored.active()).isOne();
			}
			assertThat(monitored.active()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatIsInUseIsNotTakenBackWhenItsWorkHasEnded(Product product) throws Exception {
		try (Monitored monitored = new Monitored(product, ReclaimPolicy.LEAKED)) {
			Connection handedOn = WorkUnit.call("the test", monitored.dataSource::getConnection);
			try (Statement statement = handedOn.createStatement()) {
				long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
				while (System.nanoTime() < end) {
					statement.execute("select pg_sleep(0.2)");
				}
			}
			handedOn.close();
			assertThat(monitored.monitor.history(monitored.pool).tally().reclaimed()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void anOperatorCutsOffWhatIsRunning(Product product) throws Exception {
		try (Monitored monitored = new Monitored(product, ReclaimPolicy.NEVER)) {
			int backend = monitored.backend();
			CompletableFuture<Void> sleeper = CompletableFuture.runAsync(() -> {
				try (Connection connection = monitored.dataSource.getConnection();
						Statement statement = connection.createStatement()) {
					statement.execute("select pg_sleep(600)");
				}
				catch (SQLException ex) {
					throw new CompletionException(ex);
				}
			});
			TestPools.await().until(monitored::isExecuting);
			String id = monitored.pool.ledger().oldestFirst().get(0).id();
			CheckoutReport evicted = TestPools.evictor().evict(monitored.pool, id, "'admin'");
			assertThat(Objects.requireNonNull(evicted).id()).isEqualTo(id);
			assertThatExceptionOfType(CompletionException.class).isThrownBy(sleeper::join)
				.withCauseInstanceOf(SQLException.class);
			assertThat(monitored.pool.ledger().size()).isZero();
			TestPools.await().until(() -> monitored.active() == 0);
			assertThat(monitored.backend()).isNotEqualTo(backend);
			assertThat(TestPools.evictor().evict(monitored.pool, id, "'admin'")).isNull();
		}
	}

	@ParameterizedTest
	@EnumSource
	void whoWasEvictedIsToldByWhom(Product product) throws Exception {
		try (Monitored monitored = new Monitored(product, ReclaimPolicy.NEVER)) {
			Connection connection = monitored.dataSource.getConnection();
			Checkout checkout = monitored.pool.ledger().oldestFirst().get(0);
			TestPools.evictor().evict(monitored.pool, checkout.id(), "'admin'");
			assertThatExceptionOfType(SQLException.class).isThrownBy(connection::createStatement)
				.withMessageContaining(checkout.id())
				.withMessageContaining("evicted by 'admin'")
				.withMessageContaining("ReclaimFromProductsTests.java:")
				.withMessageNotContaining("..")
				.matches((ex) -> ex.getSQLState().equals("08003"));
		}
	}

	private static void lose(Monitored monitored) throws SQLException {
		Connection connection = monitored.dataSource.getConnection();
		connection.setAutoCommit(false);
		connection.createStatement().execute("insert into taken_back values (1)");
	}

	private static void loseInTransactionOfText(Monitored monitored) throws SQLException {
		Connection connection = monitored.dataSource.getConnection();
		connection.createStatement().execute("begin");
		connection.createStatement().execute("insert into taken_back values (1)");
	}

	private static void assertRefused(Use use) {
		assertThatExceptionOfType(SQLException.class).isThrownBy(use::use)
			.withMessageContaining("was revoked by the connection pool monitor at 20")
			.withMessageContaining("WORK_ENDED")
			.withMessageContaining("ReclaimFromProductsTests.java:")
			.withMessageNotContaining("..")
			.matches((ex) -> ex.getSQLState().equals("08003"), "has SQLState 08003");
	}

	@FunctionalInterface
	interface Use {

		void use() throws SQLException;

	}

	/** A real pool of one with a watcher that is in a hurry. */
	private static final class Monitored implements AutoCloseable {

		private final DataSource target;

		private final MonitoredPool pool;

		private final DataSource dataSource;

		private final Watcher watcher;

		private final PoolMonitor monitor;

		Monitored(Product product, ReclaimPolicy policy) {
			this.target = product.create();
			PoolProducts products = new PoolProducts(null, () -> (other) -> null);
			this.pool = new MonitoredPool("orders", product.name(),
					Objects.requireNonNull(products.statistics(this.target)),
					new CallSites(List.of("io.github.connectionpool.internal.product")), StackCapture.ALWAYS,
					TestPools.THRESHOLDS, products.eviction(this.target));
			this.dataSource = new MonitoredDataSource(this.target, this.pool, () -> CheckoutContext.NONE);
			PoolRegistry pools = new PoolRegistry();
			pools.add(this.pool);
			Duration second = Duration.ofSeconds(1);
			this.monitor = new PoolMonitor(pools,
					new Reporter(new Judge(new LeakTimes(Duration.ofMillis(100), second, Duration.ofDays(1)))));
			this.watcher = new Watcher(pools, new WatchSettings(Duration.ofMillis(50), policy, CollectGarbage.NEVER),
					this.monitor, TestPools.silence());
			this.watcher.start();
		}

		void execute(String sql) throws SQLException {
			try (Connection connection = this.dataSource.getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute(sql);
			}
		}

		int backend() throws SQLException {
			try (Connection connection = this.dataSource.getConnection();
					Statement statement = connection.createStatement();
					ResultSet rows = statement.executeQuery("select pg_backend_pid()")) {
				rows.next();
				return rows.getInt(1);
			}
		}

		int active() {
			return this.pool.statistics().counts().active();
		}

		boolean isExecuting() {
			return this.pool.ledger().oldestFirst().stream().anyMatch((checkout) -> checkout.sql() != null);
		}

		void awaitReturn() {
			TestPools.await().until(() -> {
				System.gc();
				return this.pool.ledger().size() == 0 && active() == 0;
			});
		}

		@Override
		public void close() throws SQLException {
			this.watcher.stop();
			if (this.target instanceof HikariDataSource hikari) {
				hikari.close();
			}
			else if (this.target instanceof BasicDataSource dbcp2) {
				dbcp2.close();
			}
			else if (this.target instanceof org.apache.tomcat.jdbc.pool.DataSource tomcat) {
				tomcat.close(true);
			}
		}

	}

}
