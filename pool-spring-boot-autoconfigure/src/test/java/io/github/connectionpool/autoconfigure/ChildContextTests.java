package io.github.connectionpool.autoconfigure;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.connectionpool.endpoint.ConnectionPoolEndpoint;
import io.github.connectionpool.health.ConnectionPoolHealthContributor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A parent and a child context, each with a pool of its own.
 */
class ChildContextTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ConnectionPoolAutoConfiguration.class,
				ConnectionPoolContextAutoConfiguration.class, EndpointAutoConfiguration.class,
				ConnectionPoolEndpointAutoConfiguration.class, ConnectionPoolHealthAutoConfiguration.class,
				ConnectionPoolMetricsAutoConfiguration.class))
		.withUserConfiguration(WithPool.class)
		.withPropertyValues("management.endpoints.web.exposure.include=connectionpool");

	@Test
	void aChildContextHasFacesOfItsOwn() {
		parentAndChild((parent,
				child) -> assertThat(Stream.of("connectionPoolEndpoint", "connectionPoolEndpointWebExtension",
						"connectionPoolHealthContributor", "connectionPoolMeters", "connectionPoolServerMeters",
						"connectionPoolRequestWorkFilter", "connectionPoolObservedWork"))
					.allSatisfy((name) -> {
						assertThat(parent.containsLocalBean(name)).isTrue();
						assertThat(child.containsLocalBean(name)).isTrue();
						assertThat(child.getBean(name)).isNotSameAs(parent.getBean(name));
					}));
	}

	@Test
	void eachContextShowsItsOwnPool() {
		parentAndChild((parent, child) -> {
			assertThat(List.of(parent, child)).allSatisfy((context) -> {
				ConnectionPoolEndpoint endpoint = context.getBean(ConnectionPoolEndpoint.class);
				assertThat(endpoint.pool("dataSource", 1)).isNotNull();
				assertThat(context.getBean(ConnectionPoolHealthContributor.class).stream())
					.extracting(HealthContributors.Entry::name)
					.containsExactly("dataSource");
			});
			assertThat(maximum(parent)).isEqualTo(3);
			assertThat(maximum(child)).isEqualTo(5);
		});
	}

	private static double maximum(ApplicationContext context) {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		context.getBean("connectionPoolMeters", MeterBinder.class).bindTo(registry);
		return registry.get("connectionpool.connections.max").gauge().value();
	}

	private void parentAndChild(BiConsumer<ApplicationContext, ApplicationContext> check) {
		this.runner.withPropertyValues(database("parent", 3))
			.run((parent) -> this.runner.withPropertyValues(database("child", 5)).withParent(parent).run((child) -> {
				assertThat(child).hasNotFailed();
				check.accept(parent, child);
			}));
	}

	private static String[] database(String name, int maximum) {
		return new String[] { "app.pool.jdbc-url=jdbc:h2:mem:" + name, "app.pool.maximum-pool-size=" + maximum };
	}

	@Configuration(proxyBeanMethods = false)
	static class WithPool {

		@Bean
		@ConfigurationProperties("app.pool")
		HikariDataSource dataSource() {
			return new HikariDataSource();
		}

	}

}
