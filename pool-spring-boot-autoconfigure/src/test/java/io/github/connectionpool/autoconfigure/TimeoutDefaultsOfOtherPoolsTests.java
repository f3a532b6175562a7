package io.github.connectionpool.autoconfigure;

import java.sql.Connection;
import java.time.Duration;

import javax.sql.DataSource;

import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.jdbc.PgConnection;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.connectionpool.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

class TimeoutDefaultsOfOtherPoolsTests {

	private static final String TOMCAT = "org.apache.tomcat.jdbc.pool.DataSource";

	private static final String DBCP2 = "org.apache.commons.dbcp2.BasicDataSource";

	private final ApplicationContextRunner asked = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(DataSourceAutoConfiguration.class, ConnectionPoolAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=jdbc:postgresql://localhost:1/shop",
				"connectionpool.timeouts.defaults=true");

	@Test
	void whatATomcatPoolLacksIsSet() {
		this.asked.withPropertyValues("spring.datasource.type=" + TOMCAT).run((context) -> {
			org.apache.tomcat.jdbc.pool.DataSource tomcat = tomcat(context.getBean(DataSource.class));
			assertThat(tomcat.getMaxWait()).isEqualTo(10_000);
			assertThat(tomcat.getMaxAge()).isEqualTo(1_800_000);
			assertThat(tomcat.getMinEvictableIdleTimeMillis()).isEqualTo(600_000);
			assertThat(tomcat.getDbProperties()).containsEntry("connectTimeout", "15")
				.containsEntry("socketTimeout", "300");
		});
	}

	@Test
	void whatATomcatPoolHasStays() {
		this.asked.withPropertyValues("spring.datasource.type=" + TOMCAT, "spring.datasource.tomcat.max-wait=30000",
				"spring.datasource.tomcat.max-age=0", "spring.datasource.tomcat.min-evictable-idle-time-millis=60000",
				"spring.datasource.tomcat.connection-properties=socketTimeout=9")
			.run((context) -> {
				org.apache.tomcat.jdbc.pool.DataSource tomcat = tomcat(context.getBean(DataSource.class));
				assertThat(tomcat.getMaxWait()).isEqualTo(30_000);
				assertThat(tomcat.getMaxAge()).isZero();
				assertThat(tomcat.getMinEvictableIdleTimeMillis()).isEqualTo(60_000);
				assertThat(tomcat.getDbProperties()).containsEntry("socketTimeout", "9");
			});
	}

	@Test
	void whatADbcp2PoolLacksIsSet() {
		this.asked.withPropertyValues("spring.datasource.type=" + DBCP2).run((context) -> {
			BasicDataSource dbcp2 = context.getBean(DataSource.class).unwrap(BasicDataSource.class);
			assertThat(dbcp2.getMaxWaitDuration()).hasSeconds(10);
			assertThat(dbcp2.getMaxConnDuration()).hasMinutes(30);
			assertThat(dbcp2.getMinEvictableIdleDuration()).hasMinutes(10);
			assertThat(dbcp2.getDurationBetweenEvictionRuns()).hasSeconds(30);
		});
	}

	@Test
	void whatADbcp2PoolHasStays() {
		this.asked
			.withPropertyValues("spring.datasource.type=" + DBCP2, "spring.datasource.dbcp2.max-wait=-1ms",
					"spring.datasource.dbcp2.max-conn-lifetime-millis=5000",
					"spring.datasource.dbcp2.time-between-eviction-runs-millis=-1")
			.run((context) -> {
				BasicDataSource dbcp2 = context.getBean(DataSource.class).unwrap(BasicDataSource.class);
				assertThat(dbcp2.getMaxWaitDuration()).isNegative();
				assertThat(dbcp2.getMaxConnDuration()).hasSeconds(5);
				assertThat(dbcp2.getDurationBetweenEvictionRuns()).isNegative();
				assertThat(dbcp2.getMinEvictableIdleDuration()).isEqualTo(Duration.ofMinutes(30));
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { TOMCAT, DBCP2 })
	void theDriverWaitsForTheNetworkAsItWasTold(String type) {
		this.asked.withPropertyValues("spring.datasource.type=" + type, "spring.datasource.url=" + PostgresServer.url())
			.run((context) -> {
				try (Connection connection = context.getBean(DataSource.class).getConnection()) {
					assertThat(connection.unwrap(PgConnection.class).getNetworkTimeout()).isEqualTo(300_000);
				}
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "tomcat", "dbcp2" })
	void theDriverWaitsForTheNetworkAsTheUserToldIt(String product) {
		this.asked
			.withPropertyValues("spring.datasource.type=" + (product.equals("tomcat") ? TOMCAT : DBCP2),
					"spring.datasource.url=" + PostgresServer.url(),
					"spring.datasource." + product + ".connection-properties=socketTimeout=9")
			.run((context) -> {
				try (Connection connection = context.getBean(DataSource.class).getConnection()) {
					assertThat(connection.unwrap(PgConnection.class).getNetworkTimeout()).isEqualTo(9_000);
				}
			});
	}

	private static org.apache.tomcat.jdbc.pool.DataSource tomcat(DataSource dataSource) throws Exception {
		return dataSource.unwrap(org.apache.tomcat.jdbc.pool.DataSource.class);
	}

}
