package io.github.connectionpool.autoconfigure;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.WorkUnit;

import static org.assertj.core.api.Assertions.assertThat;

class ExecutorsAsBeforeTests {

	private final ApplicationContextRunner contextRunner = Tasks.contextRunner();

	@Test
	void resultsAndCancellationAreAsBefore() {
		this.contextRunner.withUserConfiguration(Tasks.OneThread.class).run((context) -> {
			ThreadPoolTaskExecutor executor = context.getBean("mine", ThreadPoolTaskExecutor.class);
			CountDownLatch busy = new CountDownLatch(1);
			Future<?> running = executor.submit(() -> Tasks.awaitUninterruptibly(busy));
			CountDownLatch ran = new CountDownLatch(1);
			Future<?> waiting = executor.submit(ran::countDown);
			assertThat(waiting.cancel(false)).isTrue();
			assertThat(waiting.isCancelled()).isTrue();
			assertThat(running.cancel(true)).isTrue();
			busy.countDown();
			assertThat(executor.submit(() -> "result").get(1, TimeUnit.MINUTES)).isEqualTo("result");
			assertThat(executor.submitCompletable(() -> "completed").get(1, TimeUnit.MINUTES)).isEqualTo("completed");
			assertThat(CompletableFuture.supplyAsync(() -> String.valueOf(WorkUnit.current()), executor)
				.get(1, TimeUnit.MINUTES)).isEqualTo("a task of 'mine'");
			assertThat(ran.getCount()).isEqualTo(1);
		});
	}

	@Test
	void tasksThatAreOrderedByAQueueOfTheApplicationAreStillOrdered() {
		this.contextRunner.withUserConfiguration(ByPriority.class).run((context) -> {
			ThreadPoolTaskExecutor executor = context.getBean("mine", ThreadPoolTaskExecutor.class);
			CountDownLatch busy = new CountDownLatch(1);
			List<Integer> ran = new CopyOnWriteArrayList<>();
			executor.execute(new Prioritized(0, (priority) -> Tasks.awaitUninterruptibly(busy)));
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
			executor.execute(() -> Tasks.awaitUninterruptibly(busy));
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
	void anExecutorOfTheJdkIsLeftAlone() {
		this.contextRunner.withUserConfiguration(OfTheJdk.class).run((context) -> {
			ExecutorService executor = context.getBean(ExecutorService.class);
			assertThat(executor).isSameAs(context.getBean(OfTheJdk.class).executor);
			assertThat(executor.submit(() -> String.valueOf(WorkUnit.current())).get()).isEqualTo("null");
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class ByPriority {

		@Bean
		ThreadPoolTaskExecutor mine() {
			return Tasks.oneThread(new ThreadPoolTaskExecutor() {

				private static final long serialVersionUID = 1L;

				@Override
				protected BlockingQueue<Runnable> createQueue(int queueCapacity) {
					return new PriorityBlockingQueue<>();
				}

			});
		}

	}

	private record Prioritized(int priority, Consumer<Integer> work) implements Runnable, Comparable<Prioritized> {

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
			ThreadPoolTaskExecutor executor = Tasks.oneThread(new ThreadPoolTaskExecutor());
			executor.setQueueCapacity(0);
			executor.setRejectedExecutionHandler((task, pool) -> this.rejected.add(task));
			return executor;
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

}
