package io.github.connectionpool.internal.context;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.support.ScheduledTaskObservationContext;

import static org.assertj.core.api.Assertions.assertThat;

class ObservedTasksTests {

	private final ObservationRegistry registry = registry();

	private final Supplier<@Nullable String> task = ObservedTasks.of(this.registry);

	@Test
	void outsideOfAnObservationThereIsNone() {
		assertThat(this.task.get()).isNull();
	}

	@Test
	void aTaskIsKnownByItsClassAndMethod() throws Exception {
		observeTask().observe(() -> assertThat(this.task.get()).isEqualTo("Jobs.nightly"));
		assertThat(this.task.get()).isNull();
	}

	@Test
	void aTaskIsKnownBelowOtherObservations() throws Exception {
		observeTask().observe(() -> observe("http")
			.observe(() -> observe("jdbc").observe(() -> assertThat(this.task.get()).isEqualTo("Jobs.nightly"))));
	}

	@Test
	void otherObservationsAreNoTask() {
		observe("http").observe(() -> observe("jdbc").observe(() -> assertThat(this.task.get()).isNull()));
	}

	@Test
	void aVeryLongChainIsNotFollowedToItsEnd() throws Exception {
		observeTask().observe(() -> below(14, "Jobs.nightly"));
		observeTask().observe(() -> below(100, null));
	}

	@Test
	void aRealScheduledMethodIsKnown() throws Exception {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.registerBean(ObservationRegistry.class, () -> this.registry);
			context.register(Scheduling.class);
			context.refresh();
			assertThat(context.getBean(Jobs.class).seen.get(1, TimeUnit.MINUTES)).isEqualTo("Jobs.nightly");
		}
	}

	private void below(int depth, @Nullable String expected) {
		if (depth == 0) {
			assertThat(this.task.get()).isEqualTo(expected);
		}
		else {
			observe("level " + depth).observe(() -> below(depth - 1, expected));
		}
	}

	private Observation observe(String name) {
		return Observation.createNotStarted(name, this.registry);
	}

	private Observation observeTask() throws Exception {
		Method method = Jobs.class.getMethod("nightly");
		Jobs jobs = new Jobs(this.registry);
		return Observation.createNotStarted("task", () -> new ScheduledTaskObservationContext(jobs, method),
				this.registry);
	}

	/** Without a handler nothing would be observed. */
	private static ObservationRegistry registry() {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new ObservationHandler<>() {

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

		});
		return registry;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Scheduling {

		@Bean
		Jobs jobs(ObservationRegistry registry) {
			return new Jobs(registry);
		}

		@Bean
		SchedulingConfigurer observed(ObservationRegistry registry) {
			return (tasks) -> tasks.setObservationRegistry(registry);
		}

	}

	static class Jobs {

		private final CompletableFuture<String> seen = new CompletableFuture<>();

		private final Supplier<@Nullable String> task;

		Jobs(ObservationRegistry registry) {
			this.task = ObservedTasks.of(registry);
		}

		@Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
		public void nightly() {
			this.seen.complete(String.valueOf(this.task.get()));
		}

	}

}
