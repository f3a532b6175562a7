package io.github.connectionpool.autoconfigure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ScheduledTasksObservationAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.WorkUnit;

import static org.assertj.core.api.Assertions.assertThat;

class ScheduledWorkTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(DataSourceAutoConfiguration.class, ConnectionPoolAutoConfiguration.class,
						ConnectionPoolContextAutoConfiguration.class, TaskSchedulingAutoConfiguration.class,
						ObservationAutoConfiguration.class, ScheduledTasksObservationAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:scheduled-work")
		.withUserConfiguration(Scheduling.class);

	@Test
	void eachRunOnSpringBootsSchedulerIsAUnit() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(ThreadPoolTaskScheduler.class);
			everyRunIsAUnit(context);
			assertThat(jobs(context).runs("fixedRate")).allMatch((work) -> work.name().contains("taskScheduler"));
		});
	}

	@Test
	void eachRunOnASimpleSchedulerIsAUnit() {
		this.contextRunner.withBean("taskScheduler", SimpleAsyncTaskScheduler.class)
			.run(ScheduledWorkTests::everyRunIsAUnit);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void eachRunOnAVirtualThreadIsAUnit() {
		this.contextRunner.withPropertyValues("spring.threads.virtual.enabled=true").run((context) -> {
			assertThat(context).hasSingleBean(SimpleAsyncTaskScheduler.class);
			everyRunIsAUnit(context);
		});
	}

	@Test
	void eachRunOnAnotherSchedulerIsAUnitBecauseItIsObserved() {
		this.contextRunner.withBean("taskScheduler", ConcurrentTaskScheduler.class)
			.run(ScheduledWorkTests::everyRunIsAUnit);
	}

	@Test
	void whatIsScheduledByHandIsAUnit() {
		this.contextRunner.run((context) -> {
			ThreadPoolTaskScheduler scheduler = context.getBean(ThreadPoolTaskScheduler.class);
			List<String> seen = new CopyOnWriteArrayList<>();
			scheduler.execute(() -> seen.add(String.valueOf(WorkUnit.current())));
			scheduler.submit(() -> seen.add(String.valueOf(WorkUnit.current()))).get();
			scheduler.schedule(() -> seen.add(String.valueOf(WorkUnit.current())), scheduler.getClock().instant())
				.get();
			TestPools.await().until(() -> seen.size() == 3);
			assertThat(seen).containsOnly("a task of 'taskScheduler'");
		});
	}

	private static void everyRunIsAUnit(AssertableApplicationContext context) {
		Jobs jobs = jobs(context);
		for (String job : List.of("fixedRate", "fixedDelay", "cron", "throwing")) {
			TestPools.await().until(() -> jobs.runs(job).size() >= 2);
			List<WorkUnit> runs = jobs.runs(job);
			assertThat(runs).as(job).doesNotHaveDuplicates();
			TestPools.await().until(() -> runs.stream().allMatch(WorkUnit::hasEnded));
		}
		assertThat(new HashSet<>(jobs.outside)).as("runs outside of a unit").isEmpty();
	}

	private static Jobs jobs(AssertableApplicationContext context) {
		return context.getBean(Jobs.class);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Scheduling {

		@Bean
		Jobs jobs() {
			return new Jobs();
		}

	}

	static class Jobs {

		private final Map<String, List<WorkUnit>> runs = new ConcurrentHashMap<>();

		private final List<String> outside = new CopyOnWriteArrayList<>();

		List<WorkUnit> runs(String job) {
			return new ArrayList<>(this.runs.getOrDefault(job, List.of()));
		}

		private void run(String job) {
			@Nullable WorkUnit work = WorkUnit.current();
			if (work == null) {
				this.outside.add(job);
			}
			else if (!work.hasEnded()) {
				this.runs.computeIfAbsent(job, (name) -> new CopyOnWriteArrayList<>()).add(work);
			}
		}

		@Scheduled(fixedRate = 10, timeUnit = TimeUnit.MILLISECONDS)
		public void fixedRate() {
			run("fixedRate");
		}

		@Scheduled(fixedDelay = 10, timeUnit = TimeUnit.MILLISECONDS)
		public void fixedDelay() {
			run("fixedDelay");
		}

		@Scheduled(cron = "* * * * * *")
		public void cron() {
			run("cron");
		}

		@Scheduled(fixedRate = 500, timeUnit = TimeUnit.MILLISECONDS)
		public void throwing() {
			run("throwing");
			throw new IllegalStateException("expected");
		}

	}

}
