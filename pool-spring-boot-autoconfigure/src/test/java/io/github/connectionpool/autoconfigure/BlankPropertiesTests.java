package io.github.connectionpool.autoconfigure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.github.connectionpool.internal.checkout.PoolRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A property that is set to nothing counts as not set: monitoring never stops an
 * application.
 */
class BlankPropertiesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(DataSourceAutoConfiguration.class, ConnectionPoolAutoConfiguration.class))
		.withUserConfiguration(EndpointConfiguration.class)
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:blank");

	/** All but those that Spring Boot itself reads for every endpoint. */
	static Stream<String> properties() throws IOException {
		return ConfigurationMetadataTests.names()
			.filter((name) -> !name.endsWith(".access") && !name.contains(".cache."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "${not.set:}", "${not.set: }" })
	void everyPropertyThatIsBlankHasItsDefault(String blank) throws IOException {
		Map<String, Object> values = new HashMap<>();
		properties().forEach((name) -> values.put(name, blank));
		assertThat(bound(values)).isEqualTo(bound(Map.of()));
	}

	private List<Object> bound(Map<String, Object> values) {
		List<Object> bound = new ArrayList<>();
		this.contextRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("blank", values)))
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(PoolRegistry.class);
				bound.add(context.getBean(ConnectionPoolProperties.class));
				bound.add(context.getBean(ConnectionPoolEndpointProperties.class));
			});
		return bound;
	}

	@ParameterizedTest
	@MethodSource("properties")
	void environmentVariableThatIsSetToNothingDoesNotStopTheStart(String name) {
		String variable = name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
		this.contextRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", Map.of(variable, " "))))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void blankEntriesOfAListAreLeftOut() {
		this.contextRunner
			.withPropertyValues("connectionpool.capture.application-packages=com.shop,,org.shop,",
					"connectionpool.exclude=,")
			.run((context) -> {
				ConnectionPoolProperties properties = context.getBean(ConnectionPoolProperties.class);
				assertThat(properties.capture().applicationPackages()).containsExactly("com.shop", "org.shop");
				assertThat(properties.exclude()).isEmpty();
			});
	}

	@Test
	void blankPropertiesOfOthersAreLeftAlone() {
		this.contextRunner.withUserConfiguration(Others.class)
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("blank", Map.of("others.number", " "))))
			.run((context) -> assertThat(context).getFailure().hasCauseInstanceOf(BindException.class));
	}

	@Test
	void numberThatIsNoneStillStopsTheStart() {
		this.contextRunner.withPropertyValues("connectionpool.fleet.instances=three")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("\"three\""));
	}

	/** Binds what belongs to the endpoint. */
	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(ConnectionPoolEndpointProperties.class)
	static class EndpointConfiguration {

	}

	/** Properties of the application. */
	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(Numbers.class)
	static class Others {

	}

	/**
	 * Properties of the application.
	 *
	 * @param number any
	 */
	@ConfigurationProperties("others")
	record Numbers(int number) {

	}

}
