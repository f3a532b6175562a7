package io.github.connectionpool.autoconfigure;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.metrics.DataSourcePoolMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.github.connectionpool.internal.checkout.PoolRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Opens, uses and closes application contexts and counts those that are still in the heap
 * after garbage collections. Soft references, as those of Spring Boot's cache of pool
 * metadata, live on through them.
 */
class ClosedContextTests {

	@ParameterizedTest
	@CsvSource({ "com.zaxxer.hikari.HikariDataSource,20", "org.apache.tomcat.jdbc.pool.DataSource,3",
			"org.apache.commons.dbcp2.BasicDataSource,3" })
	void closedContextsAreCollectedAsWithoutTheStarter(String type, int contexts) throws Exception {
		List<WeakReference<ConfigurableApplicationContext>> bare = new ArrayList<>();
		List<WeakReference<ConfigurableApplicationContext>> monitored = new ArrayList<>();
		for (int i = 0; i < contexts; i++) {
			bare.add(useAndClose(type, false));
			monitored.add(useAndClose(type, true));
		}
		Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
			System.gc();
			assertThat(alive(monitored)).as("contexts with the starter in the heap").isZero();
		});
		assertThat(alive(bare)).as("contexts without the starter in the heap").isZero();
	}

	@Test
	void dataSourceThatIsUsedAfterTheCloseAnswersAsThePoolDoes() {
		ConfigurableApplicationContext context = open("com.zaxxer.hikari.HikariDataSource", true);
		DataSource dataSource = context.getBean(DataSource.class);
		context.close();
		assertThatExceptionOfType(SQLException.class).isThrownBy(dataSource::getConnection)
			.withMessageContaining("has been closed");
	}

	private static WeakReference<ConfigurableApplicationContext> useAndClose(String type, boolean enabled)
			throws Exception {
		try (ConfigurableApplicationContext context = open(type, enabled)) {
			try (Connection connection = context.getBean(DataSource.class).getConnection()) {
				connection.createStatement().execute("select 1");
			}
			assertThat(context.getBeanNamesForType(PoolRegistry.class)).hasSize(enabled ? 1 : 0);
			return new WeakReference<>(context);
		}
	}

	private static ConfigurableApplicationContext open(String type, boolean enabled) {
		return new SpringApplicationBuilder(WithMetrics.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.run("--connectionpool.enabled=" + enabled, "--spring.datasource.type=" + type,
					"--spring.datasource.url=jdbc:h2:mem:closed", "--connectionpool.check-interval=100ms");
	}

	private static long alive(List<WeakReference<ConfigurableApplicationContext>> contexts) {
		return contexts.stream().filter((reference) -> reference.get() != null).count();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, MetricsAutoConfiguration.class,
			CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class,
			DataSourcePoolMetricsAutoConfiguration.class, ConnectionPoolAutoConfiguration.class,
			ConnectionPoolMetricsAutoConfiguration.class, ConnectionPoolContextAutoConfiguration.class })
	static class WithMetrics {

	}

}
