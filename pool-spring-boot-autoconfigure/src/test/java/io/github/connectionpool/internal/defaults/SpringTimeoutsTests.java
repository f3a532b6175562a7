package io.github.connectionpool.internal.defaults;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;

import io.github.connectionpool.autoconfigure.ConnectionPoolAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

class SpringTimeoutsTests {

	private static final String QUERY = "spring.jdbc.template.query-timeout=";

	private static final String TRANSACTION = "spring.transaction.default-timeout=";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class,
				TransactionManagerCustomizationAutoConfiguration.class, ConnectionPoolAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:spring-timeouts");

	private final ApplicationContextRunner withoutTemplate = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(DataSourceAutoConfiguration.class, ConnectionPoolAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:spring-timeouts");

	@Test
	void whatIsNotSetIsNotKnown() {
		this.runner.run((context) -> {
			assertThat(timeouts(context).queryTimeout()).isNull();
			assertThat(timeouts(context).transactionTimeout()).isNull();
		});
	}

	@Test
	void propertiesArriveAtTheBeansThatAreAsked() {
		this.runner.withPropertyValues(QUERY + "20s", TRANSACTION + "1m").run((context) -> {
			assertThat(timeouts(context).queryTimeout()).hasSeconds(20);
			assertThat(timeouts(context).transactionTimeout()).hasMinutes(1);
		});
	}

	@Test
	void aTemplateMadeByHandCountsAndNotTheProperty() {
		this.runner.withUserConfiguration(TemplateByHand.class)
			.withPropertyValues(QUERY + "20s")
			.run((context) -> assertThat(timeouts(context).queryTimeout()).hasSeconds(7));
	}

	@Test
	void ofSeveralTemplatesThePropertyCounts() {
		this.runner.withUserConfiguration(TemplateByHand.class, AnotherTemplate.class)
			.withPropertyValues(QUERY + "20")
			.run((context) -> assertThat(timeouts(context).queryTimeout()).hasSeconds(20));
	}

	@Test
	void aTemplateThatNobodyHasNeededYetIsNotMade() {
		this.withoutTemplate.withUserConfiguration(LazyTemplate.class)
			.withPropertyValues(QUERY + "20")
			.run((context) -> {
				assertThat(timeouts(context).queryTimeout()).hasSeconds(20);
				assertThat(context.getBeanFactory().containsSingleton("lazyTemplate")).isFalse();
				context.getBean("lazyTemplate");
				assertThat(timeouts(context).queryTimeout()).hasSeconds(9);
			});
	}

	@Test
	void noLimitIsSomethingElseThanNotSet() {
		this.runner.withPropertyValues(QUERY + "0")
			.run((context) -> assertThat(timeouts(context).queryTimeout()).isZero());
	}

	@Test
	void aPropertyThatIsNoTimeIsNotKnown() {
		this.withoutTemplate.withPropertyValues(QUERY + "soon", TRANSACTION + "-5").run((context) -> {
			assertThat(timeouts(context).queryTimeout()).isNull();
			assertThat(timeouts(context).transactionTimeout()).isNull();
		});
	}

	private static SpringTimeouts timeouts(AssertableApplicationContext context) {
		return new SpringTimeouts(context.getBeanFactory(), context.getEnvironment());
	}

	private static JdbcTemplate template(DataSource dataSource, int seconds) {
		JdbcTemplate template = new JdbcTemplate(dataSource);
		template.setQueryTimeout(seconds);
		return template;
	}

	@Configuration(proxyBeanMethods = false)
	static class TemplateByHand {

		@Bean
		JdbcTemplate byHand(DataSource dataSource) {
			return template(dataSource, 7);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnotherTemplate {

		@Bean
		JdbcTemplate another(DataSource dataSource) {
			return template(dataSource, 8);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyTemplate {

		@Bean
		@Lazy
		JdbcTemplate lazyTemplate(DataSource dataSource) {
			return template(dataSource, 9);
		}

	}

}
