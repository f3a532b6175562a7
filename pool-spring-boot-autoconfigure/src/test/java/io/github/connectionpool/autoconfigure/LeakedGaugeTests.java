package io.github.connectionpool.autoconfigure;

import java.sql.Connection;

import javax.sql.DataSource;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.connectionpool.TestPools;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * In an application the watch tells the meters which lines leak.
 */
class LeakedGaugeTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MetricsAutoConfiguration.class,
				ConnectionPoolAutoConfiguration.class, ConnectionPoolMetricsAutoConfiguration.class))
		.withBean(PrometheusMeterRegistry.class, () -> new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:leaked", "connectionpool.check-interval=100ms",
				"connectionpool.leak.evidence-after=100ms", "connectionpool.leak.quiet=1s",
				"connectionpool.capture.stack=always",
				"connectionpool.capture.application-packages=io.github.connectionpool.autoconfigure");

	@Test
	void aScrapeNamesTheLineUntilTheConnectionIsReturned() {
		this.contextRunner.run((context) -> {
			PrometheusMeterRegistry registry = context.getBean(PrometheusMeterRegistry.class);
			DataSource dataSource = context.getBean(DataSource.class);
			assertThat(registry.scrape()).contains("connectionpool_utilization")
				.doesNotContain("connectionpool_leaked");
			try (Connection connection = TestPools.onThread("ends-without-a-return", dataSource::getConnection)) {
				TestPools.await()
					.until(() -> registry.scrape(), (text) -> text.contains("connectionpool_leaked{callSite=\""));
				assertThat(connection.isClosed()).isFalse();
			}
			TestPools.await().until(() -> !registry.scrape().contains("connectionpool_leaked"));
		});
	}

}
