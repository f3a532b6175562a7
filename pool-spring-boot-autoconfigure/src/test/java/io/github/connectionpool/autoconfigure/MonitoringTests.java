package io.github.connectionpool.autoconfigure;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;

import javax.management.ObjectName;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jmx.JmxAutoConfiguration;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.jdbc.MonitoredDataSource;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class MonitoringTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
				ConnectionPoolAutoConfiguration.class, ConnectionPoolContextAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:monitoring");

	@Test
	void hikariPoolIsMonitoredUnderTheNameOfItsBean() {
		this.contextRunner.run((context) -> {
			assertThat(context.getBean(DataSource.class)).isInstanceOf(HikariDataSource.class);
			MonitoredPool pool = pool(context.getBean(PoolRegistry.class), "dataSource");
			assertThat(pool.type()).isEqualTo(HikariDataSource.class.getName());
		});
	}

	@Test
	void nothingIsOpenedAtStart() {
		this.contextRunner.run((context) -> {
			HikariDataSource hikari = context.getBean(DataSource.class).unwrap(HikariDataSource.class);
			assertThat(hikari.isRunning()).isFalse();
		});
	}

	@Test
	void poolIsUnwrappedAsIfItWereBare() {
		this.contextRunner.run((context) -> {
			DataSource dataSource = context.getBean(DataSource.class);
			HikariDataSource hikari = dataSource.unwrap(HikariDataSource.class);
			assertThat(dataSource.isWrapperFor(HikariDataSource.class)).isTrue();
			assertThat(dataSource.unwrap(HikariConfigMXBean.class)).isSameAs(hikari);
			assertThat(DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class, HikariDataSource.class))
				.isSameAs(hikari);
			assertThat(DataSourceBuilder.derivedFrom(dataSource).url("jdbc:h2:mem:derived").build())
				.isInstanceOf(HikariDataSource.class);
		});
	}

	@Test
	void poolIsClosedWithTheApplication() {
		HikariDataSource[] hikari = new HikariDataSource[1];
		this.contextRunner.run((context) -> {
			DataSource dataSource = context.getBean(DataSource.class);
			hikari[0] = dataSource.unwrap(HikariDataSource.class);
			dataSource.getConnection().close();
			assertThat(hikari[0].isRunning()).isTrue();
		});
		assertThat(hikari[0].isClosed()).isTrue();
	}

	@Test
	void tomcatPoolIsMonitored() {
		this.contextRunner.withPropertyValues("spring.datasource.type=org.apache.tomcat.jdbc.pool.DataSource")
			.run((context) -> {
				DataSource dataSource = context.getBean(DataSource.class);
				assertThat(dataSource).isInstanceOf(MonitoredDataSource.class);
				assertThat(dataSource.unwrap(org.apache.tomcat.jdbc.pool.DataSource.class)).isNotNull();
				borrowsAreSeen(dataSource, pool(context.getBean(PoolRegistry.class), "dataSource"));
			});
	}

	@Test
	void dbcp2PoolIsMonitored() {
		this.contextRunner.withPropertyValues("spring.datasource.type=org.apache.commons.dbcp2.BasicDataSource")
			.run((context) -> {
				DataSource dataSource = context.getBean(DataSource.class);
				assertThat(dataSource.unwrap(BasicDataSource.class)).isNotNull();
				borrowsAreSeen(dataSource, pool(context.getBean(PoolRegistry.class), "dataSource"));
			});
	}

	@Test
	void poolThatOnlySpringBootKnowsIsMonitored() {
		this.contextRunner.withPropertyValues("spring.datasource.type=oracle.ucp.jdbc.PoolDataSource")
			.run((context) -> {
				assertThat(context.getBean(DataSource.class)).isInstanceOf(MonitoredDataSource.class);
				assertThat(pool(context.getBean(PoolRegistry.class), "dataSource").type())
					.isEqualTo("oracle.ucp.jdbc.PoolDataSourceImpl");
			});
	}

	@Test
	void everyPoolHasItsOwnNameAndWhatStandsBeforePoolsIsLeftAlone() {
		this.contextRunner.withUserConfiguration(ManyDataSources.class).run((context) -> {
			assertThat(context.getBean(PoolRegistry.class).all()).extracting(MonitoredPool::name)
				.containsExactly("first", "second");
			assertThat(context.getBean("routing")).isInstanceOf(AbstractRoutingDataSource.class);
			assertThat(context.getBean("delegating")).isExactlyInstanceOf(DelegatingDataSource.class);
			assertThat(context.getBean("unpooled")).isInstanceOf(SimpleDriverDataSource.class);
			DataSource routing = context.getBean("routing", DataSource.class);
			routing.getConnection().close();
			assertThat(pool(context.getBean(PoolRegistry.class), "first").ledger().borrows()).isEqualTo(1);
		});
	}

	@Test
	void excludedPoolIsLeftAlone() {
		this.contextRunner.withUserConfiguration(ManyDataSources.class)
			.withPropertyValues("connectionpool.exclude=second")
			.run((context) -> {
				assertThat(context.getBean("second")).isInstanceOf(HikariDataSource.class);
				assertThat(context.getBean(PoolRegistry.class).all()).extracting(MonitoredPool::name)
					.containsExactly("first");
			});
	}

	@Test
	void excludedNameThatIsNoBeanIsSaid(CapturedOutput output) {
		this.contextRunner.withPropertyValues("connectionpool.exclude=datasource").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains(
					"connectionpool.exclude names 'datasource', but there is no such bean; allowed are [dataSource]");
		});
	}

	@Test
	void whatAPoolTakesBackByItselfLeavesTheLedger() {
		this.contextRunner.withPropertyValues("spring.datasource.type=org.apache.tomcat.jdbc.pool.DataSource",
				"spring.datasource.tomcat.max-active=4", "spring.datasource.tomcat.remove-abandoned=true",
				"spring.datasource.tomcat.remove-abandoned-timeout=1",
				"spring.datasource.tomcat.time-between-eviction-runs-millis=200", "connectionpool.check-interval=100ms")
			.run((context) -> {
				DataSource dataSource = context.getBean(DataSource.class);
				MonitoredPool pool = pool(context.getBean(PoolRegistry.class), "dataSource");
				dataSource.getConnection();
				dataSource.getConnection();
				assertThat(pool.ledger().size()).isEqualTo(2);
				TestPools.await().untilAsserted(() -> assertThat(pool.ledger().size()).isZero());
				assertThat(pool.statistics().counts().active()).isZero();
			});
	}

	@Test
	void wrapperOfTheUsersAroundAMonitoredPoolIsNoSecondPool() {
		this.contextRunner.withUserConfiguration(WrappedByUser.class)
			.run((context) -> assertThat(context.getBean(PoolRegistry.class).all()).extracting(MonitoredPool::name)
				.containsExactly("inner"));
	}

	@Test
	void lazyProxyOfSpringBootStaysOutside() {
		this.contextRunner.withPropertyValues("spring.datasource.connection-fetch=lazy").run((context) -> {
			DataSource lazy = context.getBean(DataSource.class);
			assertThat(lazy).isInstanceOf(LazyConnectionDataSourceProxy.class);
			assertThat(((LazyConnectionDataSourceProxy) lazy).getTargetDataSource())
				.isInstanceOf(HikariDataSource.class);
			MonitoredPool pool = pool(context.getBean(PoolRegistry.class), "dataSource");
			long before = pool.ledger().borrows();
			lazy.getConnection().close();
			assertThat(pool.ledger().borrows() - before).as("borrows for what was never fetched")
				.isLessThanOrEqualTo(1);
			assertThat(pool.ledger().size()).isZero();
		});
	}

	@Test
	void scopedPoolIsMonitoredAtItsProxy() {
		this.contextRunner.withUserConfiguration(ScopedDataSource.class).run((context) -> {
			assertThat(context.getBean("scopedTarget.scoped")).isInstanceOf(HikariDataSource.class);
			DataSource dataSource = context.getBean("scoped", DataSource.class);
			assertThat(dataSource).isInstanceOf(MonitoredDataSource.class);
			borrowsAreSeen(dataSource, pool(context.getBean(PoolRegistry.class), "scoped"));
		});
	}

	@Test
	void springStillExportsThePoolToJmx() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(JmxAutoConfiguration.class))
			.withPropertyValues("spring.jmx.enabled=true", "spring.jmx.unique-names=false")
			.run((context) -> {
				context.getBean(DataSource.class);
				ObjectName name = new ObjectName("com.zaxxer.hikari:name=dataSource,type=HikariDataSource");
				assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(name)).isTrue();
			});
	}

	@Test
	void nothingIsMonitoredWhenSwitchedOff() {
		this.contextRunner.withPropertyValues("connectionpool.enabled=false").run((context) -> {
			assertThat(context.getBean(DataSource.class)).isInstanceOf(HikariDataSource.class);
			assertThat(context).doesNotHaveBean(PoolRegistry.class);
		});
	}

	@Test
	void contextStartsWithoutAnyDataSource() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ConnectionPoolAutoConfiguration.class,
					ConnectionPoolContextAutoConfiguration.class))
			.run((context) -> assertThat(context.getBean(PoolRegistry.class).all()).isEmpty());
	}

	private static void borrowsAreSeen(DataSource dataSource, MonitoredPool pool) throws Exception {
		try (var connection = dataSource.getConnection()) {
			assertThat(connection.isValid(1)).isTrue();
			assertThat(pool.ledger().size()).isEqualTo(1);
			assertThat(pool.statistics().counts().active()).isEqualTo(1);
		}
		assertThat(pool.ledger().size()).isZero();
		assertThat(pool.statistics().counts().active()).isZero();
	}

	private static MonitoredPool pool(PoolRegistry pools, String name) {
		return Objects.requireNonNull(pools.get(name), name);
	}

	@Configuration(proxyBeanMethods = false)
	static class ManyDataSources {

		@Bean
		@Primary
		HikariDataSource first() {
			return hikari("first");
		}

		@Bean(defaultCandidate = false)
		HikariDataSource second() {
			return hikari("second");
		}

		@Bean
		DataSource routing(DataSource first) {
			AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {

				@Override
				protected Object determineCurrentLookupKey() {
					return "first";
				}

			};
			routing.setTargetDataSources(Map.of("first", first));
			return routing;
		}

		@Bean
		DataSource delegating(DataSource first) {
			return new DelegatingDataSource(first);
		}

		@Bean
		DataSource unpooled() {
			return new SimpleDriverDataSource(new org.h2.Driver(), "jdbc:h2:mem:unpooled");
		}

		private static HikariDataSource hikari(String name) {
			HikariDataSource hikari = new HikariDataSource();
			hikari.setJdbcUrl("jdbc:h2:mem:" + name);
			return hikari;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ScopedDataSource {

		@Bean
		@Scope(scopeName = BeanDefinition.SCOPE_SINGLETON, proxyMode = ScopedProxyMode.TARGET_CLASS)
		HikariDataSource scoped() {
			return ManyDataSources.hikari("scoped");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WrappedByUser {

		@Bean(defaultCandidate = false)
		HikariDataSource inner() {
			return ManyDataSources.hikari("inner");
		}

		@Bean
		DataSource outer(@Qualifier("inner") DataSource inner) {
			return (DataSource) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { DataSource.class },
					(proxy, method, arguments) -> method.invoke(inner, arguments));
		}

	}

}
