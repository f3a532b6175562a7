package io.github.connectionpool.internal.product;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import javax.sql.DataSource;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.connectionpool.PostgresServer;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.pool.OwnConnections;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.report.ConnectionCounts;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the starter reads of each product and does with it, on the product's real pool
 * before a real PostgreSQL.
 */
class EveryProductTests {

	private final PoolProducts products = new PoolProducts(null, () -> (other) -> null);

	@ParameterizedTest
	@EnumSource
	void countsWhatIsBorrowedAndWhatIsIdle(RealProduct product) throws Exception {
		try (Pool pool = new Pool(product, 3)) {
			assertThat(pool.counts().active()).isZero();
			assertThat(pool.counts().max()).isEqualTo(3);
			Connection first = pool.dataSource.getConnection();
			Connection second = pool.dataSource.getConnection();
			assertThat(pool.counts().active()).isEqualTo(2);
			first.close();
			TestPools.await().until(() -> pool.counts().active() == 1);
			TestPools.await().until(() -> Objects.requireNonNull(pool.counts().idle()) >= 1);
			second.close();
			TestPools.await().until(() -> pool.counts().active() == 0);
			TestPools.await().until(() -> Objects.requireNonNull(pool.counts().idle()) >= 2);
		}
	}

	@ParameterizedTest
	@EnumSource
	void readingOpensNoConnection(RealProduct product) throws Exception {
		try (Pool pool = new Pool(product, 2)) {
			for (int i = 0; i < 3; i++) {
				assertThat(pool.counts().idle()).isZero();
				pool.statistics.settings();
				pool.statistics.poolName();
				assertThat(pool.statistics.autoCommit()).isTrue();
				assertThat(pool.statistics.suspended()).isFalse();
			}
			assertThat(pool.statistics.jdbcUrl()).isEqualTo(PostgresServer.url());
		}
	}

	@ParameterizedTest
	@EnumSource
	void countsTheThreadsThatWait(RealProduct product) throws Exception {
		try (Pool pool = new Pool(product, 1)) {
			Connection connection = pool.dataSource.getConnection();
			CompletableFuture<Void> waiting = CompletableFuture.allOf(borrowAndReturn(pool), borrowAndReturn(pool));
			if (product.tellsWaiters()) {
				TestPools.await().until(() -> Integer.valueOf(2).equals(pool.counts().pending()));
			}
			else {
				assertThat(pool.counts().pending()).isNull();
			}
			assertThat(pool.counts().active()).isOne();
			connection.close();
			waiting.join();
			if (product.tellsWaiters()) {
				TestPools.await().until(() -> Integer.valueOf(0).equals(pool.counts().pending()));
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void tellsHowLongABorrowerWaits(RealProduct product) throws Exception {
		try (Pool pool = new Pool(product, 1)) {
			assertThat(pool.statistics.settings().connectionTimeout()).hasSeconds(20);
		}
	}

	@ParameterizedTest
	@EnumSource
	void anEvictedConnectionIsClosedAndItsPlaceIsFree(RealProduct product) throws Exception {
		try (Pool pool = new Pool(product, 1)) {
			for (int i = 0; i < 3; i++) {
				Connection evicted = pool.dataSource.getConnection();
				int backend = backend(evicted);
				this.products.eviction(pool.dataSource).evict(evicted);
				TestPools.await().until(() -> pool.counts().active() == 0);
				try (Connection next = pool.dataSource.getConnection()) {
					assertThat(backend(next)).isNotEqualTo(backend);
				}
				TestPools.await().until(() -> pool.counts().active() == 0);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UCP")
	void connectsAsThePoolDoes(RealProduct product) throws Exception {
		try (Pool pool = new Pool(product, 1)) {
			OwnConnections own = this.products.ownConnections(pool.dataSource);
			Properties limits = new Properties();
			limits.setProperty("ApplicationName", "own");
			try (Connection connection = Objects.requireNonNull(own.open(limits));
					Statement statement = connection.createStatement();
					ResultSet rows = statement
						.executeQuery("select current_user, current_setting('application_name')")) {
				rows.next();
				assertThat(rows.getString(1)).isEqualTo("postgres");
				assertThat(rows.getString(2)).isEqualTo("own");
			}
			assertThat(pool.counts().active()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void aClosedPoolCanBeRead(RealProduct product) throws Exception {
		Pool pool = new Pool(product, 1);
		pool.dataSource.getConnection().close();
		pool.close();
		TestPools.await().until(() -> pool.counts().active() == 0);
	}

	private static CompletableFuture<Void> borrowAndReturn(Pool pool) {
		CompletableFuture<Void> returned = new CompletableFuture<>();
		Thread borrower = new Thread(() -> {
			try {
				pool.dataSource.getConnection().close();
				returned.complete(null);
			}
			catch (Exception ex) {
				returned.completeExceptionally(new CompletionException(ex));
			}
		}, "borrower");
		borrower.setDaemon(true);
		borrower.start();
		return returned;
	}

	private static int backend(Connection connection) throws Exception {
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select pg_backend_pid()")) {
			rows.next();
			return rows.getInt(1);
		}
	}

	private final class Pool implements AutoCloseable {

		private final RealProduct product;

		private final DataSource dataSource;

		private final PoolStatistics statistics;

		Pool(RealProduct product, int max) throws Exception {
			this.product = product;
			this.dataSource = product.create(max);
			this.statistics = Objects.requireNonNull(EveryProductTests.this.products.statistics(this.dataSource));
		}

		ConnectionCounts counts() {
			return this.statistics.counts();
		}

		@Override
		public void close() throws SQLException {
			this.product.close(this.dataSource);
		}

	}

}
