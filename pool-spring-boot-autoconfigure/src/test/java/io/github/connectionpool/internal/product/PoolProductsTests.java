package io.github.connectionpool.internal.product;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.aopalliance.intercept.MethodInterceptor;
import org.apache.commons.dbcp2.BasicDataSource;
import org.h2.Driver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.jdbc.autoconfigure.DataSourcePoolMetadataProvidersConfiguration;
import org.springframework.boot.jdbc.metadata.AbstractDataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.CompositeDataSourcePoolMetadataProvider;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.report.ConnectionCounts;

import static org.assertj.core.api.Assertions.assertThat;

class PoolProductsTests {

	private final PoolProducts products = new PoolProducts(null, PoolProductsTests::providersOfSpringBoot);

	@Test
	void knowsHikari() {
		try (HikariDataSource dataSource = TestPools.hikari(7)) {
			assertThat(max(this.products.statistics(dataSource))).isEqualTo(7);
			assertThat(Objects.requireNonNull(this.products.limit(dataSource)).property())
				.isEqualTo("maximum-pool-size");
			assertThat(dataSource.isRunning()).isFalse();
		}
	}

	@Test
	void knowsTomcat() {
		org.apache.tomcat.jdbc.pool.DataSource dataSource = new org.apache.tomcat.jdbc.pool.DataSource();
		dataSource.setMaxActive(7);
		assertThat(max(this.products.statistics(dataSource))).isEqualTo(7);
		assertThat(Objects.requireNonNull(this.products.limit(dataSource)).property()).isEqualTo("max-active");
	}

	@Test
	void knowsDbcp2() throws Exception {
		try (BasicDataSource dataSource = new BasicDataSource()) {
			dataSource.setMaxTotal(7);
			assertThat(max(this.products.statistics(dataSource))).isEqualTo(7);
			assertThat(Objects.requireNonNull(this.products.limit(dataSource)).property()).isEqualTo("max-total");
		}
	}

	@Test
	void knowsAPoolBehindAProxyThatIsASubclass() {
		try (HikariDataSource dataSource = TestPools.hikari(7)) {
			ProxyFactory factory = new ProxyFactory(dataSource);
			factory.setProxyTargetClass(true);
			assertThat(max(this.products.statistics((DataSource) factory.getProxy()))).isEqualTo(7);
		}
	}

	@Test
	void aDataSourceThatOpensAConnectionForEachBorrowIsNoPool() {
		assertNoPool(new SimpleDriverDataSource(new Driver(), "jdbc:h2:mem:"));
		assertNoPool(new DriverManagerDataSource("jdbc:h2:mem:"));
	}

	@Test
	void aDataSourceWithOneConnectionIsNoPool() {
		SingleConnectionDataSource dataSource = new SingleConnectionDataSource("jdbc:h2:mem:", true);
		assertNoPool(dataSource);
		dataSource.destroy();
	}

	@Test
	void whatStandsBeforeAPoolIsNoneOfItsOwn() {
		try (HikariDataSource dataSource = TestPools.hikari(7)) {
			assertNoPool(new DelegatingDataSource(dataSource));
			assertNoPool(new LazyConnectionDataSourceProxy(dataSource));
			assertNoPool(new TransactionAwareDataSourceProxy(dataSource));
			assertThat(dataSource.isRunning()).isFalse();
		}
	}

	@Test
	void whatDelegatesIsNotAskedForItsTarget() {
		assertNoPool(new DelegatingDataSource());
		assertNoPool(new LazyConnectionDataSourceProxy());
	}

	@Test
	void whatRoutesIsNotAskedForItsTarget() {
		AtomicBoolean asked = new AtomicBoolean();
		AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {

			@Override
			protected @Nullable Object determineCurrentLookupKey() {
				asked.set(true);
				return "only";
			}

		};
		try (HikariDataSource dataSource = TestPools.hikari(7)) {
			routing.setTargetDataSources(Map.of("only", dataSource));
			routing.afterPropertiesSet();
			assertNoPool(routing);
		}
		assertThat(asked).isFalse();
	}

	@Test
	void aProxyThatIsNoSubclassOfAPoolIsNotAskedForItsTarget() {
		AtomicBoolean asked = new AtomicBoolean();
		ProxyFactory factory = new ProxyFactory(DataSource.class, (MethodInterceptor) (invocation) -> {
			asked.set(true);
			throw new IllegalStateException("there is no target");
		});
		assertNoPool((DataSource) factory.getProxy());
		assertThat(asked).isFalse();
	}

	@Test
	void anEmbeddedDatabaseIsNoPool() {
		EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
			.generateUniqueName(true)
			.build();
		assertNoPool(database);
		database.shutdown();
	}

	@Test
	void whateverElseSpringBootKnowsIsAPool() {
		DataSource unknown = new org.h2.jdbcx.JdbcDataSource();
		PoolProducts knowing = new PoolProducts(null, () -> (dataSource) -> new Metadata(dataSource));
		PoolStatistics statistics = Objects.requireNonNull(knowing.statistics(unknown));
		assertThat(statistics.counts()).isEqualTo(new ConnectionCounts(3, 4, 7, 2, null));
		assertThat(statistics.autoCommit()).isFalse();
		assertThat(statistics.poolName()).isNull();
		assertThat(statistics.jdbcUrl()).isNull();
		assertThat(knowing.limit(unknown)).isNull();
	}

	@Test
	void aPoolThatTellsNothingIsReadAllTheSame() {
		MetadataStatistics statistics = new MetadataStatistics(() -> null);
		assertThat(statistics.counts()).isEqualTo(new ConnectionCounts(0, null, null, null, null));
		assertThat(statistics.autoCommit()).isTrue();
	}

	@Test
	void nothingIsAskedOfSpringBootBeforeItIsNeeded() {
		try (HikariDataSource dataSource = TestPools.hikari(7)) {
			PoolProducts products = new PoolProducts(null, () -> {
				throw new IllegalStateException("must not be asked");
			});
			assertThat(products.statistics(dataSource)).isNotNull();
		}
	}

	private void assertNoPool(DataSource dataSource) {
		assertThat(this.products.statistics(dataSource)).isNull();
		assertThat(this.products.limit(dataSource)).isNull();
	}

	private static @Nullable Integer max(@Nullable PoolStatistics statistics) {
		return Objects.requireNonNull(statistics).counts().max();
	}

	private static DataSourcePoolMetadataProvider providersOfSpringBoot() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(
				DataSourcePoolMetadataProvidersConfiguration.class)) {
			return new CompositeDataSourcePoolMetadataProvider(
					context.getBeansOfType(DataSourcePoolMetadataProvider.class).values());
		}
	}

	private static final class Metadata extends AbstractDataSourcePoolMetadata<DataSource>
			implements DataSourcePoolMetadata {

		Metadata(DataSource dataSource) {
			super(dataSource);
		}

		@Override
		public Integer getActive() {
			return 3;
		}

		@Override
		public Integer getIdle() {
			return 4;
		}

		@Override
		public Integer getMax() {
			return 7;
		}

		@Override
		public Integer getMin() {
			return 2;
		}

		@Override
		public @Nullable String getValidationQuery() {
			return null;
		}

		@Override
		public Boolean getDefaultAutoCommit() {
			return false;
		}

	}

}
