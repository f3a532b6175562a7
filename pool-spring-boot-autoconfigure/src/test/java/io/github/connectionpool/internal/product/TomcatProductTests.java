package io.github.connectionpool.internal.product;

import java.sql.Connection;
import java.util.Objects;
import java.util.concurrent.FutureTask;

import org.apache.tomcat.jdbc.pool.DataSource;
import org.apache.tomcat.jdbc.pool.XADataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.test.util.ReflectionTestUtils;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.pool.PoolLimit;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.report.ConnectionCounts;

import static org.assertj.core.api.Assertions.assertThat;

class TomcatProductTests {

	private final TomcatProduct product = new TomcatProduct();

	private final DataSource dataSource = dataSource();

	private final PoolStatistics statistics = Objects.requireNonNull(this.product.statistics(this.dataSource));

	@AfterEach
	void close() {
		this.dataSource.close(true);
	}

	@Test
	void knowsItsProduct() {
		assertThat(this.product.isProduct(DataSource.class)).isTrue();
		assertThat(this.product.isProduct(XADataSource.class)).isTrue();
		assertThat(this.product.isProduct(javax.sql.DataSource.class)).isFalse();
	}

	@Test
	void readingDoesNotStartThePool() {
		this.dataSource.setName("orders");
		assertThat(this.statistics.counts()).isEqualTo(new ConnectionCounts(0, 0, 2, 1, 0));
		assertThat(this.statistics.poolName()).isEqualTo("orders");
		assertThat(this.statistics.jdbcUrl()).isEqualTo("jdbc:h2:mem:");
		assertThat(this.statistics.autoCommit()).isTrue();
		assertThat(this.product.limit(this.dataSource)).isNotNull();
		assertThat(isStarted(this.dataSource)).isFalse();
	}

	@Test
	void countsWhatIsBorrowed() throws Exception {
		try (Connection first = this.dataSource.getConnection(); Connection second = this.dataSource.getConnection()) {
			assertThat(first).isNotSameAs(second);
			assertThat(this.statistics.counts()).isEqualTo(new ConnectionCounts(2, 0, 2, 1, 0));
		}
		assertThat(this.statistics.counts()).isEqualTo(new ConnectionCounts(0, 2, 2, 1, 0));
	}

	@Test
	void countsWhoWaits() throws Exception {
		this.dataSource.setMaxActive(1);
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
	void aProxyIsNotReadSinceThatWouldStartThePool() {
		ProxyFactory factory = new ProxyFactory(this.dataSource);
		factory.setProxyTargetClass(true);
		assertThat(this.product.statistics((DataSource) factory.getProxy())).isNull();
	}

	@Test
	void tellsTheModeInWhichConnectionsAreLent() {
		this.dataSource.setDefaultAutoCommit(false);
		assertThat(this.statistics.autoCommit()).isFalse();
	}

	@Test
	void aClosedPoolIsNotOpenedAgain() throws Exception {
		this.dataSource.getConnection().close();
		assertThat(isStarted(this.dataSource)).isTrue();
		this.dataSource.close();
		assertThat(this.statistics.counts().active()).isZero();
		assertThat(isStarted(this.dataSource)).isFalse();
	}

	@Test
	void theLimitIsTheDefaultUntilItIsSet() {
		DataSource fresh = new DataSource();
		PoolLimit limit = Objects.requireNonNull(this.product.limit(fresh));
		assertThat(limit.property()).isEqualTo("max-active");
		assertThat(limit.isDefault()).isTrue();
		limit.set(7, (property) -> false);
		assertThat(limit.isDefault()).isFalse();
		assertThat(fresh.getMaxActive()).isEqualTo(7);
	}

	@Test
	void theInitialSizeIsNoMinimumThatSomebodyHasSet() {
		DataSource fresh = new DataSource();
		PoolLimit limit = Objects.requireNonNull(this.product.limit(fresh));
		assertThat(fresh.getMinIdle()).isPositive();
		assertThat(limit.minimum()).isZero();
		fresh.setMinIdle(3);
		assertThat(limit.minimum()).isEqualTo(3);
	}

	@Test
	void aPoolThatRunsHasNoLimitToBeSet() throws Exception {
		this.dataSource.getConnection().close();
		assertThat(this.product.limit(this.dataSource)).isNull();
	}

	/** All that could be asked would start it. */
	private static boolean isStarted(DataSource dataSource) {
		return ReflectionTestUtils.getField(dataSource, "pool") != null;
	}

	private static DataSource dataSource() {
		DataSource dataSource = new DataSource();
		dataSource.setDriverClassName("org.h2.Driver");
		dataSource.setUrl("jdbc:h2:mem:");
		dataSource.setInitialSize(0);
		dataSource.setMinIdle(1);
		dataSource.setMaxActive(2);
		return dataSource;
	}

}
