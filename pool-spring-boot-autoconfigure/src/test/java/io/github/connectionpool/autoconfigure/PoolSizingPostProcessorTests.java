package io.github.connectionpool.autoconfigure;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

import io.github.connectionpool.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class PoolSizingPostProcessorTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(DataSourceAutoConfiguration.class, ConnectionPoolAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=jdbc:postgresql://localhost:1/never",
				"connectionpool.sizing.cores=8");

	@Test
	void mixedWorkloadGetsTwiceTheCoresAndTheSpindles(CapturedOutput output) {
		assertSize(17);
		assertThat(output).contains("Connection pool 'dataSource': maximum size 17 (cores × 2 + spindles = 8 × 2 + 1);"
				+ " set spring.datasource.hikari.maximum-pool-size to override");
	}

	@Test
	void cpuBoundWorkloadGetsTheCores() {
		assertSize(8, "connectionpool.sizing.workload=cpu-bound");
	}

	@Test
	void ioBoundWorkloadGetsFourTimesTheCores() {
		assertSize(32, "connectionpool.sizing.workload=io-bound");
	}

	@Test
	void smallerOfBothCoresCounts() {
		assertSize(4 * 2 + 3, "connectionpool.sizing.database-cores=4", "connectionpool.sizing.spindles=3");
		assertSize(17, "connectionpool.sizing.database-cores=64");
	}

	@Test
	void whatTheUserHasSetStays() {
		assertSize(33, "spring.datasource.hikari.maximum-pool-size=33");
		assertSize(33, "spring.datasource.hikari.maximumPoolSize=33");
		assertSize(10, "spring.datasource.hikari.maximum-pool-size=10");
	}

	@Test
	void whatThePropertySourceOfAClassSetsStays() {
		this.contextRunner.withUserConfiguration(WithPropertySource.class)
			.run((context) -> assertThat(hikari(context.getBean(DataSource.class)).getMaximumPoolSize()).isEqualTo(33));
	}

	@Test
	void poolIsNotMadeSmallerThanTheMinimumThatTheUserHasSet(CapturedOutput output) {
		assertSize(40, "spring.datasource.hikari.minimum-idle=40");
		assertThat(output).contains("raised to the minimum of 40 that is set");
	}

	@Test
	void sizingCanBeSwitchedOff() {
		assertSize(10, "connectionpool.sizing.enabled=false");
	}

	@Test
	void excludedPoolIsNotSized() {
		this.contextRunner.withPropertyValues("connectionpool.exclude=dataSource")
			.run((context) -> assertThat(context.getBean(HikariDataSource.class).getMaximumPoolSize()).isEqualTo(10));
	}

	@Test
	void poolMadeByHandIsLeftAlone() {
		this.contextRunner.withUserConfiguration(MadeByHand.class)
			.run((context) -> assertThat(hikari(context.getBean(DataSource.class)).getMaximumPoolSize()).isEqualTo(10));
	}

	@Test
	void poolBoundToAPrefixOfTheUsersOwnIsSizedUnlessSetThere() {
		this.contextRunner.withUserConfiguration(BoundByUser.class)
			.run((context) -> assertThat(hikari(context.getBean(DataSource.class)).getMaximumPoolSize()).isEqualTo(17));
		this.contextRunner.withUserConfiguration(BoundByUser.class)
			.withPropertyValues("app.second.maximum-pool-size=3")
			.run((context) -> assertThat(hikari(context.getBean(DataSource.class)).getMaximumPoolSize()).isEqualTo(3));
	}

	@Test
	void tomcatPoolIsSized() {
		String type = "spring.datasource.type=org.apache.tomcat.jdbc.pool.DataSource";
		this.contextRunner.withPropertyValues(type)
			.run((context) -> assertThat(tomcat(context.getBean(DataSource.class)).getMaxActive()).isEqualTo(17));
		this.contextRunner.withPropertyValues(type, "spring.datasource.tomcat.max-active=100")
			.run((context) -> assertThat(tomcat(context.getBean(DataSource.class)).getMaxActive()).isEqualTo(100));
	}

	@Test
	void dbcp2PoolIsSizedAndKeepsWhatIsReturnedToIt() {
		String type = "spring.datasource.type=org.apache.commons.dbcp2.BasicDataSource";
		this.contextRunner.withPropertyValues(type).run((context) -> {
			BasicDataSource dbcp2 = context.getBean(DataSource.class).unwrap(BasicDataSource.class);
			assertThat(dbcp2.getMaxTotal()).isEqualTo(17);
			assertThat(dbcp2.getMaxIdle()).isEqualTo(17);
		});
		this.contextRunner.withPropertyValues(type, "spring.datasource.dbcp2.max-total=8").run((context) -> {
			BasicDataSource dbcp2 = context.getBean(DataSource.class).unwrap(BasicDataSource.class);
			assertThat(dbcp2.getMaxTotal()).isEqualTo(8);
		});
	}

	@Test
	void whatATomcatPoolIsToKeepStays(CapturedOutput output) {
		this.contextRunner
			.withPropertyValues("spring.datasource.type=org.apache.tomcat.jdbc.pool.DataSource",
					"spring.datasource.tomcat.initial-size=20", "spring.datasource.tomcat.max-idle=30",
					"connectionpool.sizing.cores=2", server())
			.run((context) -> {
				org.apache.tomcat.jdbc.pool.DataSource tomcat = tomcat(context.getBean(DataSource.class));
				tomcat.getConnection().close();
				assertThat(tomcat.getMaxActive()).isEqualTo(30);
				assertThat(tomcat.getInitialSize()).isEqualTo(20);
				assertThat(tomcat.getMaxIdle()).isEqualTo(30);
			});
	}

	@Test
	void sizingATomcatPoolGivesItNoCauseToComplain(CapturedOutput output) {
		this.contextRunner
			.withPropertyValues("spring.datasource.type=org.apache.tomcat.jdbc.pool.DataSource",
					"connectionpool.sizing.cores=2", server())
			.run((context) -> context.getBean(DataSource.class).getConnection().close());
		assertThat(output).contains("maximum size 5").doesNotContain("is larger than maxActive");
	}

	@Test
	void whatADbcp2PoolIsToKeepStays() {
		this.contextRunner
			.withPropertyValues("spring.datasource.type=org.apache.commons.dbcp2.BasicDataSource",
					"spring.datasource.dbcp2.initial-size=8", "spring.datasource.dbcp2.max-idle=8",
					"connectionpool.sizing.cores=8")
			.run((context) -> {
				BasicDataSource dbcp2 = context.getBean(DataSource.class).unwrap(BasicDataSource.class);
				assertThat(dbcp2.getMaxTotal()).isEqualTo(17);
				assertThat(dbcp2.getInitialSize()).isEqualTo(8);
				assertThat(dbcp2.getMaxIdle()).isEqualTo(8);
			});
	}

	@Test
	void ucpPoolIsSized(CapturedOutput output) {
		this.contextRunner.withPropertyValues("spring.datasource.type=oracle.ucp.jdbc.PoolDataSource")
			.run((context) -> assertThat(output).contains("maximum size 17")
				.contains("set spring.datasource.oracleucp.max-pool-size to override"));
	}

	@Test
	void fleetIsAddedUpWhereItIsKnown(CapturedOutput output) {
		assertSize(17, "connectionpool.fleet.instances=12");
		assertThat(output).contains("pool 17 × instances 12 = 204 connections");
	}

	/** One that is no embedded database, but answers. */
	private static String server() {
		return "spring.datasource.url=" + PostgresServer.url();
	}

	private void assertSize(int size, String... properties) {
		this.contextRunner.withPropertyValues(properties)
			.run((context) -> assertThat(hikari(context.getBean(DataSource.class)).getMaximumPoolSize())
				.isEqualTo(size));
	}

	private static HikariDataSource hikari(DataSource dataSource) throws Exception {
		return dataSource.unwrap(HikariDataSource.class);
	}

	private static org.apache.tomcat.jdbc.pool.DataSource tomcat(DataSource dataSource) throws Exception {
		return dataSource.unwrap(org.apache.tomcat.jdbc.pool.DataSource.class);
	}

	@Configuration(proxyBeanMethods = false)
	@PropertySource("classpath:io/github/connectionpool/autoconfigure/maximum-of-33.properties")
	static class WithPropertySource {

	}

	@Configuration(proxyBeanMethods = false)
	static class MadeByHand {

		@Bean
		HikariDataSource dataSource() {
			HikariDataSource hikari = new HikariDataSource();
			hikari.setJdbcUrl("jdbc:h2:mem:hand");
			return hikari;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BoundByUser {

		@Bean
		@ConfigurationProperties("app.second")
		HikariDataSource dataSource() {
			HikariDataSource hikari = new HikariDataSource();
			hikari.setJdbcUrl("jdbc:postgresql://localhost:1/never");
			return hikari;
		}

	}

}
