package io.github.connectionpool.autoconfigure;

import java.sql.Connection;
import java.time.Duration;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.jdbc.PgConnection;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;

import io.github.connectionpool.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class TimeoutDefaultsPostProcessorTests {

	private static final String HIKARI = "spring.datasource.hikari.";

	private final ApplicationContextRunner byDefault = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
				ConnectionPoolAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=jdbc:postgresql://localhost:1/shop");

	private final ApplicationContextRunner asked = this.byDefault
		.withPropertyValues("connectionpool.timeouts.defaults=true");

	@Test
	void nothingIsSetUnlessAskedFor(CapturedOutput output) {
		this.byDefault.run((context) -> {
			HikariDataSource hikari = hikari(context.getBean(DataSource.class));
			assertThat(hikari.getConnectionTimeout()).isEqualTo(30_000);
			assertThat(hikari.getDataSourceProperties()).isEmpty();
			assertThat(context.getBean(JdbcTemplate.class).getQueryTimeout()).isEqualTo(-1);
		});
		assertThat(output).doesNotContain("timeouts.defaults");
	}

	@Test
	void whatIsMissingIsSetToTheHierarchy(CapturedOutput output) {
		this.asked.run((context) -> {
			HikariDataSource hikari = hikari(context.getBean(DataSource.class));
			assertThat(hikari.getConnectionTimeout()).isEqualTo(10_000);
			assertThat(hikari.getIdleTimeout()).isEqualTo(600_000);
			assertThat(hikari.getMaxLifetime()).isEqualTo(1_800_000);
			assertThat(hikari.getKeepaliveTime()).isEqualTo(120_000);
			assertThat(hikari.getDataSourceProperties()).containsEntry("connectTimeout", "15")
				.containsEntry("socketTimeout", "300");
			assertThat(context.getBean(JdbcTemplate.class).getQueryTimeout()).isEqualTo(30);
		});
		assertThat(output)
			.containsOnlyOnce("Connection pool 'dataSource': timeouts that were not set, by "
					+ "connectionpool.timeouts.defaults: spring.datasource.hikari.connection-timeout 10 s, "
					+ "connectTimeout of the driver 15 s, socketTimeout of the driver 5 min; set them to override")
			.containsOnlyOnce("spring.jdbc.template.query-timeout=30s");
	}

	@Test
	void whatIsSetByPropertyStaysEvenIfItIsTheDefault() {
		this.asked
			.withPropertyValues(HIKARI + "connection-timeout=30000", HIKARI + "data-source-properties.socketTimeout=0",
					"spring.jdbc.template.query-timeout=45s")
			.run((context) -> {
				HikariDataSource hikari = hikari(context.getBean(DataSource.class));
				assertThat(hikari.getConnectionTimeout()).isEqualTo(30_000);
				assertThat(hikari.getDataSourceProperties()).containsEntry("socketTimeout", "0");
				assertThat(context.getBean(JdbcTemplate.class).getQueryTimeout()).isEqualTo(45);
			});
	}

	@Test
	void whatTheEnvironmentSetsStays() {
		this.asked
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("SPRING_DATASOURCE_HIKARI_CONNECTIONTIMEOUT", "30000"))))
			.run((context) -> assertThat(hikari(context.getBean(DataSource.class)).getConnectionTimeout())
				.isEqualTo(30_000));
	}

	@Test
	void whatTheUrlSetsStays() {
		this.asked
			.withPropertyValues(
					"spring.datasource.url=jdbc:postgresql://localhost:1/shop?socketTimeout=7&connectTimeout=3")
			.run((context) -> assertThat(hikari(context.getBean(DataSource.class)).getDataSourceProperties())
				.isEmpty());
	}

	@Test
	void whatIsSetInCodeStays() {
		this.asked.withUserConfiguration(SetInCode.class).run((context) -> {
			HikariDataSource hikari = hikari(context.getBean(DataSource.class));
			assertThat(hikari.getConnectionTimeout()).isEqualTo(20_000);
			assertThat(hikari.getDataSourceProperties()).containsEntry("socketTimeout", "300");
		});
	}

	@Test
	void aPoolMadeByHandIsLeftAlone() {
		this.asked.withUserConfiguration(MadeByHand.class).run((context) -> {
			HikariDataSource hikari = hikari(context.getBean(DataSource.class));
			assertThat(hikari.getConnectionTimeout()).isEqualTo(30_000);
			assertThat(hikari.getDataSourceProperties()).isEmpty();
		});
	}

	@Test
	void aTemplateMadeByHandIsLeftAlone() {
		this.asked.withUserConfiguration(TemplateByHand.class)
			.run((context) -> assertThat(context.getBean(JdbcTemplate.class).getQueryTimeout()).isEqualTo(-1));
	}

	@Test
	void anExcludedPoolIsLeftAlone() {
		this.asked.withPropertyValues("connectionpool.exclude=dataSource")
			.run((context) -> assertThat(context.getBean(HikariDataSource.class).getConnectionTimeout())
				.isEqualTo(30_000));
	}

	@Test
	void nothingIsSetWhereMonitoringIsSwitchedOff() {
		this.asked.withPropertyValues("connectionpool.enabled=false").run((context) -> {
			assertThat(context.getBean(HikariDataSource.class).getConnectionTimeout()).isEqualTo(30_000);
			assertThat(context.getBean(JdbcTemplate.class).getQueryTimeout()).isEqualTo(-1);
		});
	}

	@Test
	void borrowersGiveUpBeforeAShortQuery() {
		this.asked.withPropertyValues("spring.jdbc.template.query-timeout=18")
			.run((context) -> assertThat(hikari(context.getBean(DataSource.class)).getConnectionTimeout())
				.isEqualTo(6_000));
	}

	@Test
	void nothingIsTurnedUpsideDownWithWhatIsSet() {
		this.asked.withPropertyValues(HIKARI + "validation-timeout=12000")
			.run((context) -> assertThat(hikari(context.getBean(DataSource.class)).getConnectionTimeout())
				.isEqualTo(30_000));
	}

	@Test
	void theNetworkIsWaitedForLongerThanALongTransaction() {
		this.asked.withPropertyValues("spring.transaction.default-timeout=1h")
			.run((context) -> assertThat(hikari(context.getBean(DataSource.class)).getDataSourceProperties())
				.containsEntry("socketTimeout", "7200"));
	}

	@Test
	void whereQueriesMayTakeForEverTheNetworkIsWaitedForAsWell() {
		this.asked.withPropertyValues("spring.jdbc.template.query-timeout=0")
			.run((context) -> assertThat(hikari(context.getBean(DataSource.class)).getDataSourceProperties())
				.containsOnlyKeys("connectTimeout"));
	}

	@Test
	void aDriverThatIsNotKnownIsLeftAlone() {
		this.asked.withPropertyValues("spring.datasource.url=jdbc:h2:mem:timeouts").run((context) -> {
			HikariDataSource hikari = hikari(context.getBean(DataSource.class));
			assertThat(hikari.getConnectionTimeout()).isEqualTo(10_000);
			assertThat(hikari.getDataSourceProperties()).isEmpty();
			context.getBean(DataSource.class).getConnection().close();
		});
	}

	@Test
	void theDriverWaitsForTheNetworkAsItWasTold() {
		this.asked.withPropertyValues("spring.datasource.url=" + PostgresServer.url()).run((context) -> {
			try (Connection connection = context.getBean(DataSource.class).getConnection()) {
				assertThat(connection.unwrap(PgConnection.class).getNetworkTimeout()).isEqualTo(300_000);
			}
		});
	}

	private static HikariDataSource hikari(DataSource dataSource) throws Exception {
		return dataSource.unwrap(HikariDataSource.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class SetInCode {

		@Bean
		@ConfigurationProperties("app.timed")
		HikariDataSource dataSource() {
			HikariDataSource hikari = new HikariDataSource();
			hikari.setJdbcUrl("jdbc:postgresql://localhost:1/shop");
			hikari.setConnectionTimeout(Duration.ofSeconds(20).toMillis());
			return hikari;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MadeByHand {

		@Bean
		HikariDataSource dataSource() {
			HikariDataSource hikari = new HikariDataSource();
			hikari.setJdbcUrl("jdbc:postgresql://localhost:1/shop");
			return hikari;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TemplateByHand {

		@Bean
		JdbcTemplate jdbcTemplate(DataSource dataSource) {
			return new JdbcTemplate(dataSource);
		}

	}

}
