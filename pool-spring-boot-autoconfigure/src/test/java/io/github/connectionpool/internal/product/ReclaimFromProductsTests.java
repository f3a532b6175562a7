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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

	@ParameterizedTest
	@EnumSource
	void whatNobodyCanReachComesBackClean(RealProduct product) throws Exception {
		try (Monitored monitored = new Monitored(product, ReclaimPolicy.UNREACHABLE)) {
			monitored.execute("create table if not exists taken_back (id int)");
			monitored.execute("truncate taken_back");
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
	void whatWasBegunBySqlTextIsRolledBackAsWell(RealProduct product) throws Exception {
		try (Monitored monitored = new Monitored(product, ReclaimPolicy.UNREACHABLE)) {
			monitored.execute("create table if not exists taken_back (id int)");
			monitored.execute("truncate taken_back");
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
	void whoStillHasItIsRefusedAndHarmsNobody(RealProduct product) throws Exception {
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
			// c3p0 takes connections back on a thread of its own
			TestPools.await().until(() -> monitored.active() == 0);
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatIsInUseIsNotTakenBackWhenItsWorkHasEnded(RealProduct product) throws Exception {
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
	void anOperatorCutsOffWhatIsRunning(RealProduct product) throws Exception {
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
	void whoWasEvictedIsToldByWhom(RealProduct product) throws Exception {
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

		private final RealProduct product;

		private final DataSource target;

		private final MonitoredPool pool;

		private final DataSource dataSource;

		private final Watcher watcher;

		private final PoolMonitor monitor;

		Monitored(RealProduct product, ReclaimPolicy policy) throws Exception {
			this.product = product;
			this.target = product.create(1);
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
			this.product.close(this.target);
		}

	}

}
