package io.github.connectionpool.autoconfigure;

import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.connectionpool.internal.checkout.PoolRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No value that has no effect is taken in silence.
 */
@ExtendWith(OutputCaptureExtension.class)
class SilentConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
				ConnectionPoolAutoConfiguration.class, ConnectionPoolHealthAutoConfiguration.class,
				HealthContributorRegistryAutoConfiguration.class, HealthEndpointAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:silent");

	@ParameterizedTest
	@ValueSource(strings = { "maybe", "flase", "2" })
	void switchThatIsNeitherOnNorOffStopsTheStart(String value) {
		this.contextRunner.withPropertyValues("connectionpool.enabled=" + value).run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = new InvalidPropertyFailureAnalyzer()
				.analyze(Objects.requireNonNull(context.getStartupFailure()));
			assertThat(analysis).isNotNull();
			assertThat(analysis.getDescription()).contains("'connectionpool.enabled' is '" + value + "'");
			assertThat(analysis.getAction()).isEqualTo("Set 'connectionpool.enabled' to true or false.");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "TRUE", "on", "yes" })
	void switchIsOnAsSpringBootTakesIt(String value) {
		this.contextRunner.withPropertyValues("connectionpool.enabled=" + value)
			.run((context) -> assertThat(context).hasSingleBean(PoolRegistry.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "False", "off", "no" })
	void switchIsOffAsSpringBootTakesIt(String value) {
		this.contextRunner.withPropertyValues("connectionpool.enabled=" + value)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PoolRegistry.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "datasource", "connectionPools" })
	void excludeThatNamesNoDataSourceIsSaid(String name, CapturedOutput output) {
		this.contextRunner.withPropertyValues("connectionpool.exclude=" + name)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).containsOnlyOnce("connectionpool.exclude names '" + name + "'")
			.contains("allowed are [dataSource]");
	}

	@Test
	void criticalStatusThatIsInNoOrderIsSaid(CapturedOutput output) {
		this.contextRunner.withPropertyValues("connectionpool.health.critical-status=OUT_OF_SERVCE")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).containsOnlyOnce("connectionpool.health.critical-status is 'OUT_OF_SERVCE'")
			.contains("[DOWN, OUT_OF_SERVICE, WARNING, UP, UNKNOWN]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "connectionpool.health.critical-status=out-of-service",
			"management.endpoint.health.status.http-mapping.pool-full=500",
			"management.endpoint.health.status.order=down,POOL_FULL,warning,up" })
	void criticalStatusThatIsKnownIsNotSaid(String property, CapturedOutput output) {
		this.contextRunner
			.withPropertyValues(property.startsWith("connectionpool") ? property
					: "connectionpool.health.critical-status=POOL_FULL", property)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("WARN");
	}

}
