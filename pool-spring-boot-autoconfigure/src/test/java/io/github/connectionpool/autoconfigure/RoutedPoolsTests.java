package io.github.connectionpool.autoconfigure;

import java.sql.Connection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.endpoint.Advice;
import io.github.connectionpool.endpoint.ConnectionPoolEndpoint;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.jdbc.MonitoredDataSource;
import io.github.connectionpool.internal.jdbc.NotedBorrows;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pools that are no beans: targets of a routing data source, and pools that are made
 * while the application runs.
 */
class RoutedPoolsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ConnectionPoolAutoConfiguration.class,
				ConnectionPoolContextAutoConfiguration.class, ConnectionPoolEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=connectionpool");

	@Test
	void targetsThatAreNoBeansAreMonitored() {
		HikariDataSource first = hikari();
		this.runner.withBean("tenants", Routing.class, () -> new Routing("first", first, hikari())).run((context) -> {
			PoolRegistry pools = context.getBean(PoolRegistry.class);
			assertThat(pools.all()).extracting(MonitoredPool::name).containsExactly("tenants.default", "tenants.first");
			try (Connection connection = context.getBean(Routing.class).getConnection()) {
				assertThat(connection.isValid(1)).isTrue();
				MonitoredPool pool = Objects.requireNonNull(pools.get("tenants.first"));
				assertThat(pool.ledger().size()).isOne();
				assertThat(pool.type()).isEqualTo(HikariDataSource.class.getName());
			}
			assertThat(Advice.of(context.getBean(ConnectionPoolEndpoint.class))).isEmpty();
		});
		first.close();
	}

	@Test
	void oneTargetWithTwoKeysIsOnePool() {
		HikariDataSource only = hikari();
		this.runner.withBean("tenants", Routing.class, () -> new Routing("only", only, only))
			.run((context) -> assertThat(context.getBean(PoolRegistry.class).all()).extracting(MonitoredPool::name)
				.containsExactly("tenants.only"));
		only.close();
	}

	@Test
	void keysThatFitNoPathBecomeDifferentNames() {
		HikariDataSource first = hikari();
		HikariDataSource second = hikari();
		this.runner.withBean("tenants", Routing.class, () -> {
			Routing routing = new Routing("a/b", first, null);
			routing.add("a b", second);
			return routing;
		})
			.run((context) -> assertThat(context.getBean(PoolRegistry.class).all()).extracting(MonitoredPool::name)
				.containsExactly("tenants.a_b", "tenants.a_b-2"));
		first.close();
		second.close();
	}

	@Test
	void targetsOfAnExcludedDataSourceAreLeftAlone() {
		HikariDataSource first = hikari();
		this.runner.withBean("tenants", Routing.class, () -> new Routing("first", first, first))
			.withPropertyValues("connectionpool.exclude=tenants")
			.run((context) -> {
				assertThat(context.getBean(PoolRegistry.class).all()).isEmpty();
				assertThat(context.getBean(Routing.class).getResolvedDataSources()).containsValue(first);
				assertThat(Advice.of(context.getBean(ConnectionPoolEndpoint.class))).isEmpty();
			});
		first.close();
	}

	@Test
	void anExcludedBeanIsNotMonitoredAsATarget() {
		this.runner.withUserConfiguration(TargetIsBean.class)
			.withPropertyValues("connectionpool.exclude=second")
			.run((context) -> assertThat(context.getBean(PoolRegistry.class).all()).isEmpty());
	}

	@Test
	void aTargetThatComesLaterIsMonitoredFromTheNextCheckOn() {
		HikariDataSource late = hikari();
		this.runner.withBean("tenants", Routing.class, () -> new Routing("first", hikari(), null))
			.withPropertyValues("connectionpool.check-interval=100ms")
			.run((context) -> {
				PoolRegistry pools = context.getBean(PoolRegistry.class);
				MonitoredPool first = Objects.requireNonNull(pools.get("tenants.first"));
				context.getBean(Routing.class).add("late", late);
				TestPools.await().until(() -> pools.get("tenants.late") != null);
				TestPools.await()
					.until(() -> context.getBean(Routing.class)
						.getResolvedDataSources()
						.values()
						.stream()
						.allMatch(MonitoredDataSource.class::isInstance));
				assertThat(pools.get("tenants.first")).as("is not monitored anew").isSameAs(first);
				assertThat(Advice.of(context.getBean(ConnectionPoolEndpoint.class))).isEmpty();
			});
		late.close();
	}

	@Test
	void targetsBeyondTheFirstHundredAreSuspected() {
		this.runner.withBean("tenants", Routing.class, () -> new Routing(0, hikari(), null)).run((context) -> {
			Routing routing = context.getBean(Routing.class);
			for (int i = 1; i <= 102; i++) {
				routing.add(i, hikari());
			}
			assertSuspected(context, "'tenants' leads to 3 pools that are not monitored");
			assertThat(context.getBean(PoolRegistry.class).all()).hasSize(100);
		});
	}

	@Test
	void aRoutingDataSourceThatChoosesByItselfIsSuspected() {
		this.runner.withBean("tenants", Choosing.class, Choosing::new)
			.run((context) -> assertSuspected(context, "'tenants' chooses its targets by itself"));
	}

	@Test
	void aPoolIsRegisteredWithOneCall() {
		HikariDataSource tenant = hikari();
		this.runner.run((context) -> {
			DataSource monitored = (DataSource) context.getAutowireCapableBeanFactory()
				.initializeBean(tenant, "tenant-a");
			assertThat(monitored).isInstanceOf(NotedBorrows.Source.class);
			try (Connection connection = monitored.getConnection()) {
				assertThat(connection.isValid(1)).isTrue();
				assertThat(Objects.requireNonNull(context.getBean(PoolRegistry.class).get("tenant-a")).ledger().size())
					.isOne();
			}
		});
		tenant.close();
	}

	private static void assertSuspected(ApplicationContext context, String evidence) {
		assertThat(Advice.of(context.getBean(ConnectionPoolEndpoint.class))).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("pool-out-of-sight");
			assertThat(finding.evidence()).contains(evidence);
			assertThat(finding.fix()).contains("initializeBean");
		});
	}

	private static HikariDataSource hikari() {
		HikariDataSource hikari = new HikariDataSource();
		hikari.setJdbcUrl("jdbc:h2:mem:");
		hikari.setMaximumPoolSize(2);
		return hikari;
	}

	@Configuration(proxyBeanMethods = false)
	static class TargetIsBean {

		@Bean
		HikariDataSource second() {
			return hikari();
		}

		@Bean
		Routing tenants(HikariDataSource second) {
			return new Routing("second", second, second);
		}

	}

	static class Routing extends AbstractRoutingDataSource {

		private final Map<Object, Object> targets = new ConcurrentHashMap<>();

		private final Object key;

		Routing(Object key, DataSource target, @Nullable DataSource standard) {
			this.key = key;
			this.targets.put(key, target);
			setTargetDataSources(this.targets);
			if (standard != null) {
				setDefaultTargetDataSource(standard);
			}
		}

		/** As applications do while they run. */
		void add(Object key, DataSource target) {
			this.targets.put(key, target);
			afterPropertiesSet();
		}

		@Override
		protected Object determineCurrentLookupKey() {
			return this.key;
		}

	}

	static class Choosing extends AbstractRoutingDataSource {

		Choosing() {
			setTargetDataSources(Map.of());
		}

		@Override
		protected DataSource determineTargetDataSource() {
			return hikari();
		}

		@Override
		protected Object determineCurrentLookupKey() {
			return "any";
		}

	}

}
