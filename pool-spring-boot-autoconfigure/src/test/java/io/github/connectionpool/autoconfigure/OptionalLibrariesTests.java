package io.github.connectionpool.autoconfigure;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import jakarta.servlet.Servlet;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.web.context.request.RequestContextHolder;

import io.github.connectionpool.endpoint.ConnectionPoolEndpoint;
import io.github.connectionpool.endpoint.ConnectionPoolEndpointWebExtension;
import io.github.connectionpool.health.ConnectionPoolHealthContributor;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.jdbc.NotedBorrows;
import io.github.connectionpool.metrics.PoolMeters;

import static org.assertj.core.api.Assertions.assertThat;

class OptionalLibrariesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(DataSourceAutoConfiguration.class, ConnectionPoolAutoConfiguration.class,
						ConnectionPoolContextAutoConfiguration.class, ConnectionPoolEndpointAutoConfiguration.class,
						ConnectionPoolHealthAutoConfiguration.class, ConnectionPoolMetricsAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:optional",
				"management.endpoints.web.exposure.include=connectionpool");

	@Test
	void everythingIsThereWithAllLibraries() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(ConnectionPoolEndpoint.class);
			assertThat(context).hasSingleBean(ConnectionPoolHealthContributor.class);
			assertThat(context).hasBean("connectionPoolHealthContributor");
			assertThat(context).hasSingleBean(PoolMeters.class);
			assertThat(context).hasBean("connectionPoolRequestContext");
			assertThat(context).hasBean("connectionPoolTaskContext");
			assertThat(context).hasBean("connectionPoolTraceContext");
			assertThat(context).hasBean("connectionPoolBorrowTrace");
			assertThat(context).hasBean("connectionPoolLeakSpans");
		});
	}

	@Test
	void poolIsMonitoredWithoutMicrometer() {
		without(MeterRegistry.class).run((context) -> {
			assertThat(context.getBean(DataSource.class)).isInstanceOf(NotedBorrows.Source.class);
			assertThat(context).doesNotHaveBean(PoolMeters.class);
		});
	}

	@Test
	void poolIsMonitoredWithoutActuator() {
		without(Endpoint.class).run((context) -> {
			assertThat(context.getBean(DataSource.class)).isInstanceOf(NotedBorrows.Source.class);
			assertThat(context).doesNotHaveBean(ConnectionPoolEndpoint.class);
		});
	}

	@Test
	void poolIsMonitoredWithoutHealth() {
		without(HealthContributor.class).run((context) -> {
			assertThat(context.getBean(DataSource.class)).isInstanceOf(NotedBorrows.Source.class);
			assertThat(context).doesNotHaveBean(ConnectionPoolHealthContributor.class);
		});
	}

	@Test
	void poolIsMonitoredWithoutWeb() {
		without(RequestContextHolder.class, Servlet.class).run((context) -> {
			context.getBean(DataSource.class).getConnection().close();
			assertThat(context).doesNotHaveBean("connectionPoolRequestContext");
		});
	}

	@Test
	void poolIsMonitoredWithoutObservationsAndTracing() {
		without(ObservationRegistry.class, Tracer.class).run((context) -> {
			context.getBean(DataSource.class).getConnection().close();
			assertThat(context).doesNotHaveBean("connectionPoolTaskContext");
			assertThat(context).doesNotHaveBean("connectionPoolTraceContext");
			assertThat(context).doesNotHaveBean("connectionPoolBorrowTrace");
			assertThat(context).doesNotHaveBean("connectionPoolLeakSpans");
		});
	}

	@Test
	void otherPoolsAreMonitoredWithoutHikari() {
		without(HikariDataSource.class).run((context) -> {
			assertThat(context.getBean(DataSource.class)).isInstanceOf(NotedBorrows.Source.class);
			assertThat(context.getBean(PoolRegistry.class).all()).singleElement()
				.satisfies((pool) -> assertThat(pool.type()).isEqualTo("org.apache.tomcat.jdbc.pool.DataSource"));
		});
	}

	@Test
	void hikariIsMonitoredWithoutTheOtherPools() {
		without(org.apache.tomcat.jdbc.pool.DataSource.class, BasicDataSource.class)
			.run((context) -> assertThat(context.getBean(DataSource.class)).isInstanceOf(NotedBorrows.Source.class));
	}

	@Test
	void nothingIsConfiguredWithoutSpringJdbc() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ConnectionPoolAutoConfiguration.class,
					ConnectionPoolContextAutoConfiguration.class, ConnectionPoolEndpointAutoConfiguration.class,
					ConnectionPoolHealthAutoConfiguration.class, ConnectionPoolMetricsAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(DelegatingDataSource.class))
			.run((context) -> {
				assertThat(context).doesNotHaveBean(PoolRegistry.class);
				assertThat(context).doesNotHaveBean(PoolMeters.class);
				assertThat(context).doesNotHaveBean(ConnectionPoolHealthContributor.class);
			});
	}

	@Test
	void endpointThatIsNotExposedIsNotThere() {
		this.contextRunner.withPropertyValues("management.endpoints.web.exposure.include=health")
			.run((context) -> assertThat(context).doesNotHaveBean(ConnectionPoolEndpoint.class));
	}

	@Test
	void webExtensionIsThereOnlyWhenTheWebIsExposed() {
		this.contextRunner
			.run((context) -> assertThat(context).hasSingleBean(ConnectionPoolEndpointWebExtension.class));
		this.contextRunner
			.withPropertyValues("management.endpoints.web.exposure.include=health", "spring.jmx.enabled=true",
					"management.endpoints.jmx.exposure.include=connectionpool")
			.run((context) -> {
				assertThat(context).hasSingleBean(ConnectionPoolEndpoint.class);
				assertThat(context).doesNotHaveBean(ConnectionPoolEndpointWebExtension.class);
			});
	}

	@Test
	void endpointCanBeSwitchedOff() {
		this.contextRunner.withPropertyValues("management.endpoint.connectionpool.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(ConnectionPoolEndpoint.class));
	}

	@Test
	void healthCanBeSwitchedOff() {
		this.contextRunner.withPropertyValues("management.health.connectionpool.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ConnectionPoolHealthContributor.class));
	}

	@Test
	void everythingIsGoneWhenSwitchedOff() {
		this.contextRunner.withPropertyValues("connectionpool.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean(ConnectionPoolEndpoint.class);
			assertThat(context).doesNotHaveBean(ConnectionPoolHealthContributor.class);
			assertThat(context).doesNotHaveBean(PoolMeters.class);
		});
	}

	private ApplicationContextRunner without(Class<?>... types) {
		return this.contextRunner.withClassLoader(new FilteredClassLoader(types));
	}

}
