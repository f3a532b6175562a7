package io.github.connectionpool.internal.product;

import java.sql.Connection;
import java.sql.SQLException;

import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.dbcp2.managed.BasicManagedDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

import io.github.connectionpool.internal.pool.PoolLimit;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.report.ConnectionCounts;

import static org.assertj.core.api.Assertions.assertThat;

class Dbcp2ProductTests {

	private final Dbcp2Product product = new Dbcp2Product();

	private final BasicDataSource dataSource = dataSource();

	private final PoolStatistics statistics = this.product.statistics(this.dataSource);

	@AfterEach
	void close() throws SQLException {
		this.dataSource.close();
	}

	@Test
	void knowsItsProduct() {
		assertThat(this.product.isProduct(BasicDataSource.class)).isTrue();
		assertThat(this.product.isProduct(BasicManagedDataSource.class)).isTrue();
		assertThat(this.product.isProduct(javax.sql.DataSource.class)).isFalse();
	}

	@Test
	void readingDoesNotStartThePool() {
		assertThat(this.statistics.counts()).isEqualTo(new ConnectionCounts(0, 0, 2, 1, null));
		assertThat(this.statistics.poolName()).isNull();
		assertThat(this.statistics.jdbcUrl()).isEqualTo("jdbc:h2:mem:");
		assertThat(this.statistics.autoCommit()).isTrue();
		assertThat(this.product.limit(this.dataSource).isDefault()).isFalse();
		assertThat(ReflectionTestUtils.getField(this.dataSource, "connectionPool")).isNull();
	}

	@Test
	void countsWhatIsBorrowed() throws Exception {
		try (Connection first = this.dataSource.getConnection(); Connection second = this.dataSource.getConnection()) {
			assertThat(first).isNotSameAs(second);
			assertThat(this.statistics.counts()).isEqualTo(new ConnectionCounts(2, 0, 2, 1, null));
		}
		assertThat(this.statistics.counts()).isEqualTo(new ConnectionCounts(0, 2, 2, 1, null));
	}

	@Test
	void aPoolWithoutALimitHasNoMaximum() {
		this.dataSource.setMaxTotal(-1);
		PoolStatistics statistics = this.product.statistics(this.dataSource);
		assertThat(statistics.counts().max()).isNull();
		assertThat(statistics.counts().utilization()).isNaN();
	}

	@Test
	void tellsTheModeInWhichConnectionsAreLent() {
		this.dataSource.setDefaultAutoCommit(false);
		assertThat(this.product.statistics(this.dataSource).autoCommit()).isFalse();
	}

	@Test
	void aClosedPoolCanBeRead() throws Exception {
		this.dataSource.getConnection().close();
		this.dataSource.close();
		assertThat(this.statistics.counts().active()).isZero();
	}

	@Test
	void theLimitIsTheDefaultUntilItIsSet() throws Exception {
		try (BasicDataSource fresh = new BasicDataSource()) {
			PoolLimit limit = this.product.limit(fresh);
			assertThat(limit.property()).isEqualTo("max-total");
			assertThat(limit.isDefault()).isTrue();
			assertThat(limit.minimum()).isZero();
			fresh.setMinIdle(3);
			assertThat(limit.minimum()).isEqualTo(3);
			limit.set(20, (property) -> false);
			assertThat(limit.isDefault()).isFalse();
			assertThat(fresh.getMaxTotal()).isEqualTo(20);
		}
	}

	@Test
	void allConnectionsUpToTheLimitMayBeIdle() throws Exception {
		try (BasicDataSource fresh = new BasicDataSource()) {
			this.product.limit(fresh).set(20, (property) -> false);
			assertThat(fresh.getMaxIdle()).isEqualTo(20);
		}
	}

	@Test
	void howManyMayBeIdleStaysAsItWasSet() throws Exception {
		try (BasicDataSource fresh = new BasicDataSource()) {
			fresh.setMaxIdle(3);
			this.product.limit(fresh).set(20, (property) -> false);
			assertThat(fresh.getMaxIdle()).isEqualTo(3);
		}
	}

	private static BasicDataSource dataSource() {
		BasicDataSource dataSource = new BasicDataSource();
		dataSource.setUrl("jdbc:h2:mem:");
		dataSource.setMaxTotal(2);
		dataSource.setMinIdle(1);
		return dataSource;
	}

}
