package io.github.connectionpool.autoconfigure;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import io.github.connectionpool.Loans;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.checkout.Work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TaskWorkTests {

	private static final String NONE = "null";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(DataSourceAutoConfiguration.class, ConnectionPoolAutoConfiguration.class,
						ConnectionPoolContextAutoConfiguration.class, TaskExecutionAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:task-work")
		.withBean(Loans.class)
		.withUserConfiguration(Tasks.class);

	@Test
	void anAsynchronousMethodOnSpringBootsExecutorIsAUnit() {
		this.contextRunner.run((context) -> {
			assertThat(context.getBean("applicationTaskExecutor")).isInstanceOf(ThreadPoolTaskExecutor.class);
			isAUnit(context, "a task of 'applicationTaskExecutor'");
		});
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void anAsynchronousMethodOnAVirtualThreadIsAUnit() {
		this.contextRunner.withPropertyValues("spring.threads.virtual.enabled=true").run((context) -> {
			assertThat(context.getBean("applicationTaskExecutor")).isInstanceOf(SimpleAsyncTaskExecutor.class);
			isAUnit(context, "a task of 'applicationTaskExecutor'");
		});
	}

	@Test
	void anAsynchronousMethodOnASimpleExecutorIsAUnit() {
		this.contextRunner
			.withBean("simple", SimpleAsyncTaskExecutor.class, () -> new SimpleAsyncTaskExecutor("simple-"))
			.run((context) -> isAUnit(context, "a task of 'simple'"));
	}

	@Test
	void eachRunIsItsOwnUnitAndTheThreadIsFreeAfterwards() {
		this.contextRunner.withUserConfiguration(OneThread.class).run((context) -> {
			ThreadPoolTaskExecutor executor = context.getBean("mine", ThreadPoolTaskExecutor.class);
			Work first = executor.submit(Work::current).get();
			Work second = executor.submit(Work::current).get();
			assertThat(first).isNotNull().isNotSameAs(second);
			assertThat(first.hasEnded()).isTrue();
			TestPools.await().until(second::hasEnded);
		});
	}

	@Test
	void aTaskThatThrowsEnds() {
		this.contextRunner.withUserConfiguration(OneThread.class).run((context) -> {
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
	void anApplicationsDecoratorIsCalledAsBeforeAndIsPartOfTheUnit() {
		this.contextRunner.withUserConfiguration(Decorated.class).run((context) -> {
			List<String> log = context.getBean(Decorated.class).log;
			ThreadPoolTaskExecutor executor = context.getBean("mine", ThreadPoolTaskExecutor.class);
			executor.submit(() -> log.add("run in " + Work.current())).get();
			TestPools.await().until(() -> log.size() == 4);
			assertThat(log).containsExactly("decorate in " + NONE, "before in a task of 'mine'",
					"run in a task of 'mine'", "after in a task of 'mine'");
		});
	}

	@Test
	void thereIsNoMoreThanTheApplicationsOwnDecorator() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(TaskDecorator.class));
		this.contextRunner.withUserConfiguration(DecoratorBean.class).run((context) -> {
			assertThat(context).hasSingleBean(TaskDecorator.class);
			assertThat(context.getBean(DecoratorBean.Needy.class).decorator)
				.isSameAs(context.getBean(TaskDecorator.class));
			isAUnit(context, "a task of 'applicationTaskExecutor'");
			assertThat(context.getBean(DecoratorBean.class).decorated).hasSize(1);
		});
	}

	@Test
	void aTaskThatRunsOnItsCallersThreadIsPartOfTheCallersUnit() {
		this.contextRunner.withUserConfiguration(CallerRuns.class).run((context) -> {
			ThreadPoolTaskExecutor executor = context.getBean("mine", ThreadPoolTaskExecutor.class);
			Loans loans = context.getBean(Loans.class);
			CountDownLatch busy = new CountDownLatch(1);
			executor.execute(() -> awaitUninterruptibly(busy));
			try (Work request = Work.begin("a GET request")) {
				executor.execute(() -> loans.take("caller runs"));
				assertThat(loans.work("caller runs")).isSameAs(request);
				assertThat(request.hasEnded()).isFalse();
				assertThat(Work.current()).isSameAs(request);
			}
			finally {
				busy.countDown();
			}
			loans.giveBack();
		});
	}

	@Test
	void resultsAndCancellationAreAsBefore() {
		this.contextRunner.withUserConfiguration(OneThread.class).run((context) -> {
			ThreadPoolTaskExecutor executor = context.getBean("mine", ThreadPoolTaskExecutor.class);
			CountDownLatch busy = new CountDownLatch(1);
			Future<?> running = executor.submit(() -> awaitUninterruptibly(busy));
			CountDownLatch ran = new CountDownLatch(1);
			Future<?> waiting = executor.submit(ran::countDown);
			assertThat(waiting.cancel(false)).isTrue();
			assertThat(waiting.isCancelled()).isTrue();
			assertThat(running.cancel(true)).isTrue();
			busy.countDown();
			assertThat(executor.submit(() -> "result").get(1, TimeUnit.MINUTES)).isEqualTo("result");
			assertThat(executor.submitCompletable(() -> "completed").get(1, TimeUnit.MINUTES)).isEqualTo("completed");
			assertThat(CompletableFuture.supplyAsync(() -> String.valueOf(Work.current()), executor)
				.get(1, TimeUnit.MINUTES)).isEqualTo("a task of 'mine'");
			assertThat(ran.getCount()).isEqualTo(1);
		});
	}

	@Test
	void anExecutorThatItsBeanMethodInitializesIsKnown() {
		this.contextRunner.withUserConfiguration(InitializedByItself.class)
			.run((context) -> isAUnit(context, "a task of 'mine'"));
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

	@Test
	void anExecutorOfTheJdkIsLeftAlone() {
		this.contextRunner.withUserConfiguration(OfTheJdk.class).run((context) -> {
			ExecutorService executor = context.getBean(ExecutorService.class);
			assertThat(executor).isSameAs(context.getBean(OfTheJdk.class).executor);
			assertThat(executor.submit(() -> String.valueOf(Work.current())).get()).isEqualTo(NONE);
		});
	}

	@Test
	void tasksThatAreOrderedByAQueueOfTheApplicationAreStillOrdered() {
		this.contextRunner.withUserConfiguration(ByPriority.class).run((context) -> {
			ThreadPoolTaskExecutor executor = context.getBean("mine", ThreadPoolTaskExecutor.class);
			CountDownLatch busy = new CountDownLatch(1);
			List<Integer> ran = new CopyOnWriteArrayList<>();
			executor.execute(new Prioritized(0, (priority) -> awaitUninterruptibly(busy)));
			for (int priority : new int[] { 3, 1, 2 }) {
				executor.execute(new Prioritized(priority, ran::add));
			}
			busy.countDown();
			TestPools.await().until(() -> ran.size() == 3);
			assertThat(ran).containsExactly(1, 2, 3);
		});
	}

	@Test
	void anExecutorThatLooksAtWhatItHasRunSeesWhatItSawBefore() {
		this.contextRunner.withUserConfiguration(Curious.class).run((context) -> {
			Curious.Executor executor = context.getBean("mine", Curious.Executor.class);
			Future<?> future = executor.submit(() -> {
			});
			TestPools.await().until(() -> !executor.executed.isEmpty());
			assertThat(executor.executed).singleElement().isSameAs(future);
		});
	}

	@Test
	void anApplicationsRejectionHandlerSeesWhatItSawBefore() {
		this.contextRunner.withUserConfiguration(Rejecting.class).run((context) -> {
			ThreadPoolTaskExecutor executor = context.getBean("mine", ThreadPoolTaskExecutor.class);
			CountDownLatch busy = new CountDownLatch(1);
			executor.execute(() -> awaitUninterruptibly(busy));
			Runnable rejected = () -> {
			};
			executor.execute(rejected);
			busy.countDown();
			assertThat(context.getBean(Rejecting.class).rejected).containsExactly(rejected);
		});
	}

	@Test
	void aCancelledTaskLeavesTheQueueOfASchedulerThatIsToForgetIt() {
		this.contextRunner.withBean("forgetful", ThreadPoolTaskScheduler.class, () -> {
			ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
			scheduler.setRemoveOnCancelPolicy(true);
			return scheduler;
		}).run((context) -> {
			ThreadPoolTaskScheduler scheduler = context.getBean(ThreadPoolTaskScheduler.class);
			scheduler.schedule(() -> {
			}, scheduler.getClock().instant().plusSeconds(3600)).cancel(false);
			assertThat(scheduler.getScheduledThreadPoolExecutor().getQueue()).isEmpty();
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
			assertThat(log).startsWith("decorate in " + NONE, "before in a task of 'mine'");
		});
	}

	private static void isAUnit(AssertableApplicationContext context, String name) throws Exception {
		Loans loans = context.getBean(Loans.class);
		assertThat(context.getBean(Tasks.Asynchronous.class).run().get(1, TimeUnit.MINUTES)).isEqualTo("done");
		assertThat(loans.work("task").name()).isEqualTo(name);
		loans.awaitEnd("task");
		loans.giveBack();
	}

	private static String seenBy(AsyncTaskExecutor executor) throws Exception {
		return executor.submit(() -> String.valueOf(Work.current())).get(1, TimeUnit.MINUTES);
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await(1, TimeUnit.MINUTES);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static ThreadPoolTaskExecutor oneThread(ThreadPoolTaskExecutor executor) {
		executor.setCorePoolSize(1);
		executor.setMaxPoolSize(1);
		return executor;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	static class Tasks {

		@Bean
		Asynchronous asynchronous(Loans loans) {
			return new Asynchronous(loans);
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

	}

	@Configuration(proxyBeanMethods = false)
	static class OneThread {

		@Bean
		ThreadPoolTaskExecutor mine() {
			return oneThread(new ThreadPoolTaskExecutor());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Decorated {

		private final List<String> log = new CopyOnWriteArrayList<>();

		@Bean
		ThreadPoolTaskExecutor mine() {
			ThreadPoolTaskExecutor executor = oneThread(new ThreadPoolTaskExecutor());
			executor.setTaskDecorator((runnable) -> {
				this.log.add("decorate in " + Work.current());
				return () -> {
					this.log.add("before in " + Work.current());
					runnable.run();
					this.log.add("after in " + Work.current());
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

	@Configuration(proxyBeanMethods = false)
	static class CallerRuns {

		@Bean
		ThreadPoolTaskExecutor mine() {
			ThreadPoolTaskExecutor executor = oneThread(new ThreadPoolTaskExecutor());
			executor.setQueueCapacity(0);
			executor.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
			return executor;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InitializedByItself {

		@Bean
		ThreadPoolTaskExecutor mine() {
			ThreadPoolTaskExecutor executor = oneThread(new ThreadPoolTaskExecutor());
			executor.initialize();
			return executor;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Prototypes {

		@Bean
		@Scope(BeanDefinition.SCOPE_PROTOTYPE)
		ThreadPoolTaskExecutor prototype() {
			return oneThread(new ThreadPoolTaskExecutor());
		}

		@Bean
		@Lazy
		ThreadPoolTaskExecutor late() {
			return oneThread(new ThreadPoolTaskExecutor());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfTheJdk {

		private final ExecutorService executor = Executors.newSingleThreadExecutor();

		@Bean(destroyMethod = "shutdown")
		ExecutorService mine() {
			return this.executor;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ByPriority {

		@Bean
		ThreadPoolTaskExecutor mine() {
			return oneThread(new ThreadPoolTaskExecutor() {

				private static final long serialVersionUID = 1L;

				@Override
				protected BlockingQueue<Runnable> createQueue(int queueCapacity) {
					return new PriorityBlockingQueue<>();
				}

			});
		}

	}

	private record Prioritized(int priority,
			java.util.function.Consumer<Integer> work) implements Runnable, Comparable<Prioritized> {

		@Override
		public void run() {
			this.work.accept(this.priority);
		}

		@Override
		public int compareTo(Prioritized other) {
			return Integer.compare(this.priority, other.priority);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Curious {

		@Bean
		Executor mine() {
			return new Executor();
		}

		static class Executor extends ThreadPoolTaskExecutor {

			private static final long serialVersionUID = 1L;

			private final transient List<Runnable> executed = new CopyOnWriteArrayList<>();

			@Override
			protected void afterExecute(Runnable task, @Nullable Throwable ex) {
				this.executed.add(task);
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Rejecting {

		private final List<Runnable> rejected = new CopyOnWriteArrayList<>();

		@Bean
		ThreadPoolTaskExecutor mine() {
			ThreadPoolTaskExecutor executor = oneThread(new ThreadPoolTaskExecutor());
			executor.setQueueCapacity(0);
			executor.setRejectedExecutionHandler((task, pool) -> this.rejected.add(task));
			return executor;
		}

	}

}
