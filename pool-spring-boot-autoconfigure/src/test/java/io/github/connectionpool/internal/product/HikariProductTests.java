package io.github.connectionpool.internal.product;

import java.sql.Connection;
import java.util.Objects;
import java.util.concurrent.FutureTask;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.pool.PoolLimit;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.report.ConnectionCounts;

import static org.assertj.core.api.Assertions.assertThat;

class HikariProductTests {

	private final HikariProduct product = new HikariProduct();

	private final HikariDataSource dataSource = TestPools.hikari(2);

	private final PoolStatistics statistics = this.product.statistics(this.dataSource);

	@AfterEach
	void close() {
		this.dataSource.close();
	}

	@Test
	void knowsItsProduct() {
		assertThat(this.product.isProduct(HikariDataSource.class)).isTrue();
		assertThat(this.product.isProduct(HikariConfig.class)).isFalse();
	}

	@Test
	void readingDoesNotStartThePool() {
		this.dataSource.setMinimumIdle(1);
		this.dataSource.setPoolName("orders");
		assertThat(this.statistics.counts()).isEqualTo(new ConnectionCounts(0, 0, 2, 1, 0));
		assertThat(this.statistics.poolName()).isEqualTo("orders");
		assertThat(this.statistics.jdbcUrl()).isEqualTo("jdbc:h2:mem:");
		assertThat(this.statistics.autoCommit()).isTrue();
		assertThat(this.product.limit(this.dataSource)).isNotNull();
		assertThat(this.dataSource.isRunning()).isFalse();
	}

	@Test
	void theMinimumIsTheMaximumUntilItIsSet() {
		assertThat(this.statistics.counts().min()).isEqualTo(2);
	}

	@Test
	void hasNoNameUntilItIsStarted() throws Exception {
		assertThat(this.statistics.poolName()).isNull();
		this.dataSource.getConnection().close();
		assertThat(this.statistics.poolName()).startsWith("HikariPool-");
	}

	@Test
	void countsWhatIsBorrowed() throws Exception {
		this.dataSource.setMinimumIdle(0);
		try (Connection first = this.dataSource.getConnection(); Connection second = this.dataSource.getConnection()) {
			assertThat(first).isNotSameAs(second);
			assertThat(this.statistics.counts()).isEqualTo(new ConnectionCounts(2, 0, 2, 0, 0));
		}
		assertThat(this.statistics.counts()).isEqualTo(new ConnectionCounts(0, 2, 2, 0, 0));
	}

	@Test
	void countsWhoWaits() throws Exception {
		this.dataSource.setMaximumPoolSize(1);
		FutureTask<Connection> waiting = new FutureTask<>(this.dataSource::getConnection);
		try (Connection held = this.dataSource.getConnection()) {
			new Thread(waiting).start();
			TestPools.await().until(() -> Objects.equals(this.statistics.counts().pending(), 1));
			assertThat(held.isClosed()).isFalse();
		}
		waiting.get().close();
		assertThat(this.statistics.counts().pending()).isZero();
	}

	@Test
	void followsWhatIsSetWhileThePoolRuns() throws Exception {
		this.dataSource.getConnection().close();
		this.dataSource.getHikariConfigMXBean().setMaximumPoolSize(7);
		assertThat(this.statistics.counts().max()).isEqualTo(7);
	}

	@Test
	void tellsTheModeInWhichConnectionsAreLent() {
		this.dataSource.setAutoCommit(false);
		assertThat(this.statistics.autoCommit()).isFalse();
	}

	@Test
	void aClosedPoolCanBeRead() throws Exception {
		this.dataSource.getConnection().close();
		this.dataSource.close();
		assertThat(this.statistics.counts().active()).isZero();
	}

	@Test
	void theLimitIsTheDefaultUntilItIsSet() {
		try (HikariDataSource fresh = new HikariDataSource()) {
			PoolLimit limit = Objects.requireNonNull(this.product.limit(fresh));
			assertThat(limit.property()).isEqualTo("maximum-pool-size");
			assertThat(limit.isDefault()).isTrue();
			assertThat(limit.minimum()).isZero();
			fresh.setMaximumPoolSize(10);
			assertThat(limit.isDefault()).isTrue();
			limit.set(7, (property) -> false);
			assertThat(limit.isDefault()).isFalse();
			assertThat(fresh.getMaximumPoolSize()).isEqualTo(7);
			fresh.setMinimumIdle(3);
			assertThat(limit.minimum()).isEqualTo(3);
		}
	}

	@Test
	void aPoolThatRunsHasNoLimitToBeSet() throws Exception {
		this.dataSource.getConnection().close();
		assertThat(this.product.limit(this.dataSource)).isNull();
	}

}
