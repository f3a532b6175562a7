package io.github.connectionpool.autoconfigure;

import java.util.List;

import javax.sql.DataSource;

import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.support.OpenEntityManagerInViewInterceptor;

import io.github.connectionpool.endpoint.Advice;
import io.github.connectionpool.endpoint.ConnectionPoolEndpoint;
import io.github.connectionpool.report.Finding;

import static org.assertj.core.api.Assertions.assertThat;

@NullMarked
class ApplicationFindingsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
				ConnectionPoolAutoConfiguration.class, ConnectionPoolEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=connectionpool");

	@Test
	void nothingIsFoundWhereThereIsAPoolAndNoView() {
		this.runner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:")
			.run((context) -> assertThat(findings(context)).isEmpty());
	}

	@Test
	void findsADataSourceThatIsNoPool() {
		this.runner.withBean("reports", DataSource.class, () -> new DriverManagerDataSource("jdbc:h2:mem:"))
			.run((context) -> assertThat(findings(context)).singleElement().satisfies((finding) -> {
				assertThat(finding.id()).isEqualTo("no-pool");
				assertThat(finding.evidence()).contains("'reports'");
			}));
	}

	@Test
	void saysNothingOfADataSourceThatIsExcluded() {
		this.runner.withBean("reports", DataSource.class, () -> new DriverManagerDataSource("jdbc:h2:mem:"))
			.withPropertyValues("connectionpool.exclude=reports")
			.run((context) -> assertThat(findings(context)).isEmpty());
	}

	@Test
	void findsAViewThatKeepsThePersistenceContextOpen() {
		this.runner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:")
			.withBean(EntityManagerFactory.class, () -> Mockito.mock(EntityManagerFactory.class))
			.withBean(OpenEntityManagerInViewInterceptor.class, OpenEntityManagerInViewInterceptor::new)
			.run((context) -> assertThat(findings(context)).extracting(Finding::id).containsExactly("open-in-view"));
	}

	@Test
	void needsNoJpa() {
		this.runner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:")
			.withClassLoader(new FilteredClassLoader("org.springframework.orm", "jakarta.persistence"))
			.run((context) -> assertThat(findings(context)).isEmpty());
	}

	private static List<Finding> findings(ApplicationContext context) {
		return Advice.of(context.getBean(ConnectionPoolEndpoint.class));
	}

}
