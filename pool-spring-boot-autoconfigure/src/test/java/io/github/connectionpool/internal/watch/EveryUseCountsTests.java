package io.github.connectionpool.internal.watch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.executor.OnDemandExecutor;
import io.github.connectionpool.internal.garbage.CollectGarbage;
import io.github.connectionpool.internal.garbage.Garbage;
import io.github.connectionpool.internal.jdbc.MonitoredDataSource;
import io.github.connectionpool.internal.reclaim.ReclaimPolicy;
import io.github.connectionpool.report.CheckoutContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A thread uses a connection that was handed to it, with calls that do not reach the
 * database, while leaked connections are taken back.
 */
class EveryUseCountsTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final HikariDataSource hikari = TestPools.hikari(2);

	private final MonitoredPool pool = TestPools.pool("dataSource", TestPools.statistics(this.hikari));

	private final MonitoredDataSource dataSource = new MonitoredDataSource(this.hikari, this.pool,
			() -> CheckoutContext.NONE);

	private final Told told = new Told();

	private final OnDemandExecutor helper = new OnDemandExecutor("helper");

	private final PoolWatch watch = new PoolWatch(this.pool, new Reporter(TestPools.judge(Duration.ofMinutes(5))),
			new WatchSettings(Duration.ofSeconds(1), ReclaimPolicy.LEAKED, CollectGarbage.NEVER), this.told,
			this.helper, Garbage.none(), () -> {
			});

	@AfterEach
	void close() {
		this.hikari.close();
	}

	@ParameterizedTest
	@EnumSource
	void isNeverAccusedNorTakenBackWhileItIsUsed(Use use) throws Exception {
		// the owner has ended, so that the connection lies from the beginning
		Connection handed = TestPools.onThread("borrower", this.dataSource::getConnection);
		Call call = use.begin(handed);
		LongSupplier seconds = secondsFrom(System.nanoTime());
		for (int i = 0; i < 30; i++) {
			call.run();
			look(seconds.getAsLong());
		}
		assertThat(this.told.lines).isEmpty();
		call.run();
		handed.close();
		assertThat(this.pool.ledger().size()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void isLeakedAndRefusedOnceItIsUsedNoMore(Use use) throws Exception {
		Connection handed = TestPools.onThread("borrower", this.dataSource::getConnection);
		Call call = use.begin(handed);
		LongSupplier seconds = secondsFrom(System.nanoTime());
		for (int i = 0; i < 30; i++) {
			if (i < 5) {
				call.run();
			}
			look(seconds.getAsLong());
		}
		assertThat(this.told.lines).contains("leaked dataSource-1 OWNER_ENDED", "reclaimed dataSource-1");
		assertThatThrownBy(call::run)
			.isInstanceOfSatisfying(SQLException.class, (ex) -> assertThat(ex.getSQLState()).isEqualTo("08003"))
			.hasMessageContaining("was revoked");
	}

	private static LongSupplier secondsFrom(long start) {
		long[] now = { start };
		return () -> now[0] += SECOND;
	}

	/** And wait for what the look has begun. */
	private void look(long now) {
		this.watch.check(now);
		CompletableFuture<Void> end = new CompletableFuture<>();
		assertThat(this.helper.submit(() -> end.complete(null))).isTrue();
		end.join();
	}

	/** What is done with the connection again and again. */
	enum Use {

		BIND {
			@Override
			Call begin(Connection connection) throws SQLException {
				PreparedStatement insert = prepare(connection);
				return () -> {
					insert.setInt(1, 1);
					insert.setString(2, "a");
				};
			}
		},
		BATCH {
			@Override
			Call begin(Connection connection) throws SQLException {
				PreparedStatement insert = prepare(connection);
				insert.setInt(1, 1);
				insert.setString(2, "a");
				return insert::addBatch;
			}
		},
		BATCH_OF_TEXT {
			@Override
			Call begin(Connection connection) throws SQLException {
				Statement statement = connection.createStatement();
				return () -> statement.addBatch("select 1");
			}
		},
		READ {
			@Override
			Call begin(Connection connection) throws SQLException {
				ResultSet row = connection.createStatement().executeQuery("select 'a' c");
				row.next();
				return () -> row.getString("c");
			}
		},
		UPDATE {
			@Override
			Call begin(Connection connection) throws SQLException {
				prepare(connection).close();
				ResultSet row = connection
					.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)
					.executeQuery("select * from entry");
				row.moveToInsertRow();
				return () -> row.updateString(2, "b");
			}
		},
		CLIENT_INFO {
			@Override
			Call begin(Connection connection) {
				return () -> {
					try {
						connection.setClientInfo("ApplicationName", "orders");
					}
					catch (SQLClientInfoException ex) {
						// H2 knows of no name, but to try is a use
						if (ex.getSQLState() != null && ex.getSQLState().equals("08003")) {
							throw ex;
						}
					}
				};
			}
		},
		ASK_THE_HANDLE {
			@Override
			Call begin(Connection connection) {
				return connection::getHoldability;
			}
		},
		ASK_A_STATEMENT {
			@Override
			Call begin(Connection connection) throws SQLException {
				Statement statement = connection.createStatement();
				return statement::getFetchSize;
			}
		};

		abstract Call begin(Connection connection) throws SQLException;

		private static PreparedStatement prepare(Connection connection) throws SQLException {
			connection.createStatement().execute("create table entry (id int primary key, name varchar)");
			return connection.prepareStatement("insert into entry values (?, ?)");
		}

	}

	/** A call of JDBC. */
	@FunctionalInterface
	interface Call {

		void run() throws SQLException;

	}

}
