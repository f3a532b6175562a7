package io.github.connectionpool.autoconfigure;

import java.util.function.BiConsumer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The beans that docs/extending.md names are replaced by a bean of the same name, and are
 * there otherwise.
 */
class ReplacedBeansTests {

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(DataSourceAutoConfiguration.class,
			ConnectionPoolAutoConfiguration.class, ConnectionPoolContextAutoConfiguration.class,
			ConnectionPoolEndpointAutoConfiguration.class, ConnectionPoolHealthAutoConfiguration.class,
			ConnectionPoolMetricsAutoConfiguration.class);

	private static final HealthIndicator OWN = () -> Health.up().build();

	private final WebApplicationContextRunner servlet = new WebApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS)
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:replaced",
				"management.endpoints.web.exposure.include=connectionpool");

	private final ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS)
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:replaced");

	@ParameterizedTest
	@ValueSource(strings = { "connectionPoolEndpoint", "connectionPoolEndpointWebExtension",
			"connectionPoolHealthContributor", "connectionPoolMeters", "connectionPoolServerMeters",
			"connectionPoolRequestWorkFilter", "connectionPoolObservedWork" })
	void aBeanOfTheSameNameReplacesTheStarters(String name) {
		check(this.servlet, this.servlet.withBean(name, HealthIndicator.class, () -> OWN), name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "connectionPoolExchangeWorkFilter", "connectionPoolExchangePropagation" })
	void aBeanOfTheSameNameReplacesTheStartersOfWebFlux(String name) {
		check(this.reactive, this.reactive.withBean(name, HealthIndicator.class, () -> OWN), name);
	}

	private static void check(AbstractApplicationContextRunner<?, ?, ?> ours,
			AbstractApplicationContextRunner<?, ?, ?> theirs, String name) {
		run(ours, (context, failure) -> {
			assertThat(failure).isNull();
			assertThat(context.getBean(name).getClass().getName()).doesNotContain("ReplacedBeansTests");
		});
		run(theirs, (context, failure) -> {
			assertThat(failure).isNull();
			assertThat(context.getBean(name)).isSameAs(OWN);
		});
	}

	private static void run(AbstractApplicationContextRunner<?, ?, ?> runner,
			BiConsumer<ApplicationContext, Throwable> check) {
		runner.run((context) -> check.accept(context, context.getStartupFailure()));
	}

}
