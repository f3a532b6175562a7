package io.github.connectionpool.autoconfigure;

import java.util.List;

import javax.sql.DataSource;

import io.micrometer.observation.ObservationRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.Ordered;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.DispatcherServlet;

import io.github.connectionpool.internal.checkout.WorkUnit;
import io.github.connectionpool.internal.context.ObservedWork;
import io.github.connectionpool.internal.jdbc.NotedBorrows;

import static org.assertj.core.api.Assertions.assertThat;

class WorkConfigurationTests {

	private static final String FILTER = "connectionPoolRequestWorkFilter";

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(DataSourceAutoConfiguration.class,
			DataSourceTransactionManagerAutoConfiguration.class, TaskExecutionAutoConfiguration.class,
			ConnectionPoolAutoConfiguration.class, ConnectionPoolContextAutoConfiguration.class);

	private static final String URL = "spring.datasource.url=jdbc:h2:mem:work-configuration";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS)
		.withPropertyValues(URL);

	private final WebApplicationContextRunner webContextRunner = new WebApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS)
		.withPropertyValues(URL);

	@Test
	void theFilterIsTheFirstOfAWebApplicationForEveryKindOfDispatchAndAsynchronousOnesToo() {
		this.webContextRunner.run((context) -> {
			FilterRegistrationBean<?> registration = context.getBean(FILTER, FilterRegistrationBean.class);
			assertThat(registration.getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
			assertThat(registration.isAsyncSupported()).isTrue();
			assertThat(registration.determineDispatcherTypes()).containsExactlyInAnyOrder(DispatcherType.values());
			assertThat(context).doesNotHaveBean(Filter.class);
		});
	}

	@Test
	void anApplicationThatIsNoWebApplicationHasNoFilter() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(FILTER));
	}

	@Test
	void aWebApplicationNeedsNoSpringMvc() {
		this.webContextRunner.withClassLoader(new FilteredClassLoader(DispatcherServlet.class))
			.run((context) -> assertThat(context).hasBean(FILTER));
	}

	@Test
	void thereIsNoFilterWithoutServlets() {
		for (Class<?> missing : List.of(Filter.class, OncePerRequestFilter.class)) {
			this.contextRunner.withClassLoader(new FilteredClassLoader(missing, Servlet.class)).run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(FILTER);
				assertThat(context.getBean(DataSource.class)).isInstanceOf(NotedBorrows.Source.class);
			});
		}
	}

	@Test
	void messagesAreObservedWhereThereAreObservations() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(ObservedWork.class));
		this.contextRunner.withClassLoader(new FilteredClassLoader(ObservationRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("connectionPoolObservedWork"));
	}

	@Test
	void nothingIsHookedInWhenSwitchedOff() {
		this.webContextRunner.withPropertyValues("connectionpool.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean(FILTER).doesNotHaveBean(ObservedWork.class);
			assertThat(context).doesNotHaveBean(TaskDecorator.class);
			assertThat(context.getBean(ThreadPoolTaskExecutor.class)
				.submit(() -> String.valueOf(WorkUnit.current()))
				.get()).isEqualTo("null");
			assertThat(context.getBean(ConfigurableTransactionManager.class).getTransactionExecutionListeners())
				.isEmpty();
		});
	}

	@Test
	void whatIsReadOfExecutorsMayBeReadInANativeImage() throws Exception {
		TestGenerationContext generation = new TestGenerationContext();
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.register(ConnectionPoolAutoConfiguration.class);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
		for (Class<?> type : List.of(ThreadPoolTaskExecutor.class, ThreadPoolTaskScheduler.class,
				SimpleAsyncTaskExecutor.class)) {
			assertThat(RuntimeHintsPredicates.reflection().onFieldAccess(type.getDeclaredField("taskDecorator")))
				.accepts(generation.getRuntimeHints());
		}
	}

}
