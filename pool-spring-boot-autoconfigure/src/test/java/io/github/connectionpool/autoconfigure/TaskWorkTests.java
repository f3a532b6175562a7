package io.github.connectionpool.autoconfigure;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import io.github.connectionpool.Loans;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.WorkUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TaskWorkTests {

	private final ApplicationContextRunner contextRunner = Tasks.contextRunner();

	@Test
	void anAsynchronousMethodOnSpringBootsExecutorIsAUnit() {
		this.contextRunner.run((context) -> {
			assertThat(context.getBean("applicationTaskExecutor")).isInstanceOf(ThreadPoolTaskExecutor.class);
			Tasks.isAUnit(context, "a task of 'applicationTaskExecutor'");
		});
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void anAsynchronousMethodOnAVirtualThreadIsAUnit() {
		this.contextRunner.withPropertyValues("spring.threads.virtual.enabled=true").run((context) -> {
			assertThat(context.getBean("applicationTaskExecutor")).isInstanceOf(SimpleAsyncTaskExecutor.class);
			Tasks.isAUnit(context, "a task of 'applicationTaskExecutor'");
		});
	}

	@Test
	void anAsynchronousMethodOnASimpleExecutorIsAUnit() {
		this.contextRunner
			.withBean("simple", SimpleAsyncTaskExecutor.class, () -> new SimpleAsyncTaskExecutor("simple-"))
			.run((context) -> Tasks.isAUnit(context, "a task of 'simple'"));
	}

	@Test
	void eachRunIsItsOwnUnitAndTheThreadIsFreeAfterwards() {
		this.contextRunner.withUserConfiguration(Tasks.OneThread.class).run((context) -> {
			ThreadPoolTaskExecutor executor = context.getBean("mine", ThreadPoolTaskExecutor.class);
			WorkUnit first = executor.submit(WorkUnit::current).get();
			WorkUnit second = executor.submit(WorkUnit::current).get();
			assertThat(first).isNotNull().isNotSameAs(second);
			assertThat(first.hasEnded()).isTrue();
			TestPools.await().until(second::hasEnded);
		});
	}

	@Test
	void aTaskThatThrowsEnds() {
		this.contextRunner.withUserConfiguration(Tasks.OneThread.class).run((context) -> {
			ThreadPoolTaskExecutor executor = context.getBean("mine", ThreadPoolTaskExecutor.class);
			Loans loans = context.getBean(Loans.class);
			executor.execute(() -> {
				loans.take("executed");
				throw new IllegalStateException("expected");
			});
			Future<?> submitted = executor.submit((Runnable) () -> {
				loans.take("submitted");
				throw new IllegalStateException("expected");
			});
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(submitted::get)
				.havingCause()
				.withMessage("expected");
			loans.awaitEnd("executed");
			loans.awaitEnd("submitted");
			loans.giveBack();
		});
	}

	@Test
	void aTaskThatRunsOnItsCallersThreadIsPartOfTheCallersUnit() {
		this.contextRunner.withUserConfiguration(CallerRuns.class).run((context) -> {
			ThreadPoolTaskExecutor executor = context.getBean("mine", ThreadPoolTaskExecutor.class);
			Loans loans = context.getBean(Loans.class);
			CountDownLatch busy = new CountDownLatch(1);
			executor.execute(() -> Tasks.awaitUninterruptibly(busy));
			try (WorkUnit request = WorkUnit.begin("a GET request")) {
				executor.execute(() -> loans.take("caller runs"));
				assertThat(loans.work("caller runs")).isSameAs(request);
				assertThat(request.hasEnded()).isFalse();
				assertThat(WorkUnit.current()).isSameAs(request);
			}
			finally {
				busy.countDown();
			}
			loans.giveBack();
		});
	}

	@Test
	void anExecutorThatItsBeanMethodInitializesIsKnown() {
		this.contextRunner.withUserConfiguration(InitializedByItself.class)
			.run((context) -> Tasks.isAUnit(context, "a task of 'mine'"));
	}

	@Test
	void everyInstanceOfAPrototypeIsKnown() {
		this.contextRunner.withUserConfiguration(Prototypes.class).run((context) -> {
			for (int i = 0; i < 2; i++) {
				ThreadPoolTaskExecutor executor = context.getBean("prototype", ThreadPoolTaskExecutor.class);
				assertThat(seenBy(executor)).isEqualTo("a task of 'prototype'");
				executor.shutdown();
			}
			assertThat(seenBy(context.getBean("late", ThreadPoolTaskExecutor.class))).isEqualTo("a task of 'late'");
		});
	}

	private static String seenBy(AsyncTaskExecutor executor) throws Exception {
		return executor.submit(() -> String.valueOf(WorkUnit.current())).get(1, TimeUnit.MINUTES);
	}

	@Configuration(proxyBeanMethods = false)
	static class CallerRuns {

		@Bean
		ThreadPoolTaskExecutor mine() {
			ThreadPoolTaskExecutor executor = Tasks.oneThread(new ThreadPoolTaskExecutor());
			executor.setQueueCapacity(0);
			executor.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
			return executor;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InitializedByItself {

		@Bean
		ThreadPoolTaskExecutor mine() {
			ThreadPoolTaskExecutor executor = Tasks.oneThread(new ThreadPoolTaskExecutor());
			executor.initialize();
			return executor;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Prototypes {

		@Bean
		@Scope(BeanDefinition.SCOPE_PROTOTYPE)
		ThreadPoolTaskExecutor prototype() {
			return Tasks.oneThread(new ThreadPoolTaskExecutor());
		}

		@Bean
		@Lazy
		ThreadPoolTaskExecutor late() {
			return Tasks.oneThread(new ThreadPoolTaskExecutor());
		}

	}

}
