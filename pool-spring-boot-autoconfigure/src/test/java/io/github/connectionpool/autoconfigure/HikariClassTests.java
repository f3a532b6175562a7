package io.github.connectionpool.autoconfigure;

import java.sql.Connection;
import java.util.Map;
import java.util.Objects;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.IMetricsTracker;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import com.zaxxer.hikari.metrics.PoolStats;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.jdbc.NotedBorrows;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With the starter a HikariCP pool still is what the application believes it to be.
 */
class HikariClassTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
				ConnectionPoolAutoConfiguration.class, ConnectionPoolContextAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:class");

	@Test
	void poolIsInjectedAndCastAsItsOwnClassAndItsBorrowsAreNoted() {
		this.contextRunner.withUserConfiguration(WantsHikari.class).run((context) -> {
			DataSource dataSource = context.getBean(DataSource.class);
			assertThat(context.getBean(Wish.class).pool()).isSameAs(dataSource);
			assertThat(context.getBean(HikariDataSource.class)).isSameAs(dataSource);
			assertThat(dataSource).isInstanceOf(HikariDataSource.class);
			assertThat(dataSource.unwrap(HikariDataSource.class)).isSameAs(dataSource);
			borrowsAreNoted(dataSource, pool(context.getBean(PoolRegistry.class), "dataSource"));
		});
	}

	@Test
	void poolThatIsMadeInCodeAndHasNotStartedKeepsItsClass() {
		this.contextRunner.withUserConfiguration(MadeInCode.class).run((context) -> {
			HikariDataSource pool = context.getBean("notStarted", HikariDataSource.class);
			assertThat(pool.getMaximumPoolSize()).isEqualTo(3);
			borrowsAreNoted(pool, pool(context.getBean(PoolRegistry.class), "notStarted"));
		});
	}

	@Test
	void poolThatRunsAlreadyIsWrapped() {
		this.contextRunner.withUserConfiguration(MadeInCode.class).run((context) -> {
			DataSource pool = context.getBean("running", DataSource.class);
			assertThat(pool).isNotInstanceOf(HikariDataSource.class).isInstanceOf(NotedBorrows.Source.class);
			borrowsAreNoted(pool, pool(context.getBean(PoolRegistry.class), "running"));
		});
	}

	@Test
	void excludedPoolIsExactlyAsItWasMade() {
		this.contextRunner.withPropertyValues("connectionpool.exclude=dataSource")
			.run((context) -> assertThat(context.getBean(DataSource.class))
				.isExactlyInstanceOf(HikariDataSource.class));
	}

	@Test
	void poolBehindTheLazyProxyKeepsItsClass() {
		this.contextRunner.withPropertyValues("spring.datasource.connection-fetch=lazy").run((context) -> {
			LazyConnectionDataSourceProxy lazy = context.getBean(LazyConnectionDataSourceProxy.class);
			assertThat(lazy.getTargetDataSource()).isInstanceOf(HikariDataSource.class);
			assertThat(lazy.unwrap(HikariDataSource.class)).isSameAs(lazy.getTargetDataSource());
		});
	}

	@Test
	void propertiesReachThePoolThatRuns() {
		this.contextRunner
			.withPropertyValues("spring.datasource.hikari.maximum-pool-size=7",
					"spring.datasource.hikari.pool-name=orders", "spring.datasource.hikari.schema=PUBLIC",
					"spring.datasource.hikari.connection-init-sql=select 1",
					"spring.datasource.hikari.data-source-properties.foo=bar", "spring.datasource.username=sa",
					"spring.datasource.password=")
			.run((context) -> {
				HikariDataSource pool = context.getBean(HikariDataSource.class);
				pool.getConnection().close();
				assertThat(pool.getHikariConfigMXBean().getMaximumPoolSize()).isEqualTo(7);
				assertThat(pool.getPoolName()).isEqualTo("orders");
				assertThat(pool.getUsername()).isEqualTo("sa");
				assertThat(pool.getDataSourceProperties()).containsEntry("foo", "bar");
				assertThat(pool.getConnectionInitSql()).isEqualTo("select 1");
				assertThat(pool).hasToString("HikariDataSource (orders)");
			});
	}

	@Test
	void springBootReadsThePoolsOwnCounts() {
		this.contextRunner.run((context) -> {
			DataSource pool = context.getBean(DataSource.class);
			try (Connection connection = pool.getConnection()) {
				assertThat(connection.isValid(1)).isTrue();
				DataSourcePoolMetadataProvider provider = context.getBean("hikariPoolDataSourceMetadataProvider",
						DataSourcePoolMetadataProvider.class);
				assertThat(Objects.requireNonNull(provider.getDataSourcePoolMetadata(pool)).getActive()).isEqualTo(1);
			}
		});
	}

	@Test
	void poolIsClosedWithTheApplicationAndRunsAnewInTheNext() {
		HikariDataSource[] pool = new HikariDataSource[1];
		for (int i = 0; i < 2; i++) {
			this.contextRunner.run((context) -> {
				pool[0] = context.getBean(HikariDataSource.class);
				pool[0].getConnection().close();
				assertThat(pool[0].isRunning()).isTrue();
			});
			assertThat(pool[0].isClosed()).isTrue();
			assertThat(pool[0].isRunning()).isFalse();
		}
	}

	@Test
	void poolThatIsNotToBeClosedStaysOpen() {
		HikariDataSource[] pool = new HikariDataSource[1];
		this.contextRunner.withUserConfiguration(NeverClosed.class).run((context) -> {
			pool[0] = context.getBean(HikariDataSource.class);
			pool[0].getConnection().close();
		});
		try (HikariDataSource open = pool[0]) {
			assertThat(open.isRunning()).isTrue();
		}
	}

	@Test
	void codeThatKeptThePoolItMadeUsesTheSameConnections() {
		this.contextRunner.withUserConfiguration(KeepsItsPool.class).run((context) -> {
			HikariDataSource pool = context.getBean(HikariDataSource.class);
			HikariDataSource kept = context.getBean(KeepsItsPool.class).kept();
			assertThat(kept).isNotSameAs(pool);
			pool.getConnection().close();
			kept.getConnection().close();
			assertThat(kept.getHikariPoolMXBean()).isSameAs(pool.getHikariPoolMXBean());
		});
	}

	@Test
	void codeThatStartsThePoolItKeptStartsItForAll() {
		HikariDataSource[] pool = new HikariDataSource[1];
		this.contextRunner.withUserConfiguration(KeepsItsPool.class).run((context) -> {
			pool[0] = context.getBean(HikariDataSource.class);
			HikariDataSource kept = context.getBean(KeepsItsPool.class).kept();
			kept.getConnection().close();
			borrowsAreNoted(pool[0], pool(context.getBean(PoolRegistry.class), "dataSource"));
			assertThat(kept.getHikariPoolMXBean()).isSameAs(pool[0].getHikariPoolMXBean());
		});
		assertThat(pool[0].isClosed()).isTrue();
		assertThat(pool[0].isRunning()).isFalse();
	}

	@Test
	void connectionIsEvictedByTheHandleThatTheApplicationHas() {
		this.contextRunner.withPropertyValues("spring.datasource.hikari.minimum-idle=0").run((context) -> {
			HikariDataSource pool = context.getBean(HikariDataSource.class);
			try (Connection connection = pool.getConnection()) {
				pool.evictConnection(connection);
			}
			assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isZero();
		});
	}

	@Test
	void initializersThatUseThePoolFindItReady() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(DataSourceInitializationAutoConfiguration.class))
			.withPropertyValues("spring.sql.init.mode=always", "spring.sql.init.schema-locations=optional:none")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void poolsAreDerivedFromIt() {
		this.contextRunner.run((context) -> {
			try (HikariDataSource derived = (HikariDataSource) DataSourceBuilder
				.derivedFrom(context.getBean(DataSource.class))
				.url("jdbc:h2:mem:derived")
				.build()) {
				derived.getConnection().close();
				assertThat(derived.getJdbcUrl()).isEqualTo("jdbc:h2:mem:derived");
			}
		});
	}

	@Test
	void beanThatRefersToThePoolWhileBothAreMadeGetsTheMonitoredOne() {
		this.contextRunner.withAllowCircularReferences(true)
			.withInitializer((context) -> circular((GenericApplicationContext) context))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				DataSource pool = context.getBean("circular", DataSource.class);
				assertThat(context.getBean("referring", JdbcTemplate.class).getDataSource()).isSameAs(pool);
				borrowsAreNoted(pool, pool(context.getBean(PoolRegistry.class), "circular"));
			});
	}

	private static void circular(GenericApplicationContext context) {
		context.registerBeanDefinition("circular",
				BeanDefinitionBuilder.genericBeanDefinition(HikariDataSource.class)
					.addPropertyValue("jdbcUrl", "jdbc:h2:mem:circular")
					.addPropertyValue("healthCheckProperties", Map.of())
					.addPropertyReference("metricsTrackerFactory", "tracker")
					.getBeanDefinition());
		context.registerBeanDefinition("referring",
				BeanDefinitionBuilder.genericBeanDefinition(JdbcTemplate.class)
					.addPropertyReference("dataSource", "circular")
					.getBeanDefinition());
		context.registerBeanDefinition("tracker",
				BeanDefinitionBuilder.genericBeanDefinition(Tracker.class)
					.addPropertyReference("template", "referring")
					.getBeanDefinition());
	}

	private static void borrowsAreNoted(DataSource dataSource, MonitoredPool pool) throws Exception {
		long before = pool.ledger().borrows();
		try (Connection connection = dataSource.getConnection()) {
			assertThat(connection.isValid(1)).isTrue();
			assertThat(pool.ledger().size()).isEqualTo(1);
			assertThat(pool.statistics().counts().active()).isEqualTo(1);
		}
		assertThat(pool.ledger().borrows() - before).isEqualTo(1);
		assertThat(pool.ledger().size()).isZero();
		assertThat(pool.type()).isEqualTo(HikariDataSource.class.getName());
	}

	private static MonitoredPool pool(PoolRegistry pools, String name) {
		return Objects.requireNonNull(pools.get(name), name);
	}

	private static HikariDataSource hikari(String name) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl("jdbc:h2:mem:" + name);
		pool.setMaximumPoolSize(3);
		return pool;
	}

	record Wish(HikariDataSource pool) {
	}

	@Configuration(proxyBeanMethods = false)
	static class WantsHikari {

		@Bean
		Wish wish(HikariDataSource pool) {
			return new Wish(pool);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MadeInCode {

		@Bean
		@Primary
		HikariDataSource notStarted() {
			return hikari("not-started");
		}

		@Bean(defaultCandidate = false)
		HikariDataSource running() {
			HikariDataSource settings = hikari("running");
			return new HikariDataSource(settings);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NeverClosed {

		@Bean(destroyMethod = "")
		HikariDataSource dataSource() {
			return hikari("never-closed");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class KeepsItsPool {

		private @Nullable HikariDataSource kept;

		@Bean
		HikariDataSource dataSource() {
			this.kept = hikari("kept");
			return this.kept;
		}

		HikariDataSource kept() {
			return Objects.requireNonNull(this.kept);
		}

	}

	/** Refers to the pool that refers to it. */
	public static class Tracker implements MetricsTrackerFactory {

		public void setTemplate(JdbcTemplate template) {
			Objects.requireNonNull(template);
		}

		@Override
		public IMetricsTracker create(String poolName, PoolStats poolStats) {
			return new IMetricsTracker() {
			};
		}

	}

}
