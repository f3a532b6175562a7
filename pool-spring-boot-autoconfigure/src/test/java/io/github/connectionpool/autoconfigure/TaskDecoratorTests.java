package io.github.connectionpool.autoconfigure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.WorkUnit;

import static org.assertj.core.api.Assertions.assertThat;

class TaskDecoratorTests {

	private final ApplicationContextRunner contextRunner = Tasks.contextRunner();

	@Test
	void anApplicationsDecoratorIsCalledAsBeforeAndIsPartOfTheUnit() {
		this.contextRunner.withUserConfiguration(Decorated.class).run((context) -> {
			List<String> log = context.getBean(Decorated.class).log;
			ThreadPoolTaskExecutor executor = context.getBean("mine", ThreadPoolTaskExecutor.class);
			executor.submit(() -> log.add("run in " + WorkUnit.current())).get();
			TestPools.await().until(() -> log.size() == 4);
			assertThat(log).containsExactly("decorate in null", "before in a task of 'mine'", "run in a task of 'mine'",
					"after in a task of 'mine'");
		});
	}

	@Test
	void anExecutorThatIsInitializedAgainIsDecoratedOnce() {
		this.contextRunner.withUserConfiguration(Decorated.class).run((context) -> {
			List<String> log = context.getBean(Decorated.class).log;
			ThreadPoolTaskExecutor executor = context.getBean("mine", ThreadPoolTaskExecutor.class);
			context.getAutowireCapableBeanFactory().initializeBean(executor, "mine");
			executor.submit(() -> {
			}).get();
			TestPools.await().until(() -> log.size() == 3);
			assertThat(log).startsWith("decorate in null", "before in a task of 'mine'");
		});
	}

	@Test
	void thereIsNoMoreThanTheApplicationsOwnDecorator() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(TaskDecorator.class));
		this.contextRunner.withUserConfiguration(DecoratorBean.class).run((context) -> {
			assertThat(context).hasSingleBean(TaskDecorator.class);
			assertThat(context.getBean(DecoratorBean.Needy.class).decorator)
				.isSameAs(context.getBean(TaskDecorator.class));
			Tasks.isAUnit(context, "a task of 'applicationTaskExecutor'");
			assertThat(context.getBean(DecoratorBean.class).decorated).hasSize(1);
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Decorated {

		private final List<String> log = new CopyOnWriteArrayList<>();

		@Bean
		ThreadPoolTaskExecutor mine() {
			ThreadPoolTaskExecutor executor = Tasks.oneThread(new ThreadPoolTaskExecutor());
			executor.setTaskDecorator((runnable) -> {
				this.log.add("decorate in " + WorkUnit.current());
				return () -> {
					this.log.add("before in " + WorkUnit.current());
					runnable.run();
					this.log.add("after in " + WorkUnit.current());
				};
			});
			return executor;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DecoratorBean {

		private final List<Runnable> decorated = new CopyOnWriteArrayList<>();

		@Bean
		TaskDecorator decorator() {
			return (runnable) -> {
				this.decorated.add(runnable);
				return runnable;
			};
		}

		@Bean
		Needy needy(TaskDecorator decorator) {
			return new Needy(decorator);
		}

		record Needy(TaskDecorator decorator) {
		}

	}

}
