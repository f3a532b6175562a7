package io.github.connectionpool.internal.context;

import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationView;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.ScheduledTaskObservationContext;

/**
 * Reads the scheduled task of the calling thread from Spring's observation of it.
 */
public final class ObservedTasks {

	/** How many observations of a chain are followed. */
	private static final int MAX_DEPTH = 16;

	private ObservedTasks() {
	}

	/**
	 * The scheduled task of the calling thread.
	 * @param registry the registry in which tasks are observed
	 * @return class and method, null outside of a task
	 */
	public static Supplier<@Nullable String> of(ObservationRegistry registry) {
		return () -> task(registry.getCurrentObservation());
	}

	private static @Nullable String task(@Nullable ObservationView observation) {
		for (int depth = 0; observation != null && depth < MAX_DEPTH; depth++) {
			Observation.ContextView context = observation.getContextView();
			if (context instanceof ScheduledTaskObservationContext task) {
				return task.getTargetClass().getSimpleName() + "." + task.getMethod().getName();
			}
			observation = context.getParentObservation();
		}
		return null;
	}

}
