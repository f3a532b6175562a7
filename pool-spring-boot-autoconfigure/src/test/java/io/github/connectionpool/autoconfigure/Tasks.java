package io.github.connectionpool.autoconfigure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import io.github.connectionpool.Loans;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with an asynchronous method that borrows, and executors to run it.
 */
final class Tasks {

	private Tasks() {
	}

	static ApplicationContextRunner contextRunner() {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, ConnectionPoolAutoConfiguration.class,
							ConnectionPoolContextAutoConfiguration.class, TaskExecutionAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:task-work")
			.withBean(Loans.class)
			.withUserConfiguration(Application.class);
	}

	/** The asynchronous method runs in a unit of that name, which ends. */
	static void isAUnit(AssertableApplicationContext context, String name) throws Exception {
		Loans loans = context.getBean(Loans.class);
		assertThat(context.getBean(Asynchronous.class).run().get(1, TimeUnit.MINUTES)).isEqualTo("done");
		assertThat(loans.work("task").name()).isEqualTo(name);
		loans.awaitEnd("task");
		loans.giveBack();
	}

	static ThreadPoolTaskExecutor oneThread(ThreadPoolTaskExecutor executor) {
		executor.setCorePoolSize(1);
		executor.setMaxPoolSize(1);
		return executor;
	}

	static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await(1, TimeUnit.MINUTES);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	static class Application {

		@Bean
		Asynchronous asynchronous(Loans loans) {
			return new Asynchronous(loans);
		}

	}

	static class Asynchronous {

		private final @Nullable Loans loans;

		Asynchronous(@Nullable Loans loans) {
			this.loans = loans;
		}

		@Async
		public CompletableFuture<String> run() {
			if (this.loans != null) {
				this.loans.take("task");
			}
			return CompletableFuture.completedFuture("done");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OneThread {

		@Bean
		ThreadPoolTaskExecutor mine() {
			return oneThread(new ThreadPoolTaskExecutor());
		}

	}

}
