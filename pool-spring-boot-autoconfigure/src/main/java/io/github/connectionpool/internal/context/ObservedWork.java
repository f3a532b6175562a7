package io.github.connectionpool.internal.context;

import java.util.Objects;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.transport.ReceiverContext;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.ScheduledTaskObservationContext;

import io.github.connectionpool.internal.checkout.WorkUnit;

/**
 * Makes each observed message and each run of a scheduled method a unit of work. Spring's
 * listeners for JMS are observed always, those for Kafka and RabbitMQ if observation is
 * enabled for them. Scheduled methods are taken from the observation because not every
 * scheduler can report when it runs a task.
 */
public final class ObservedWork implements ObservationHandler<Observation.Context> {

	/** Left to {@link ExchangeWorkFilter}, which knows how an exchange ends. */
	private static final String EXCHANGE = "org.springframework.http.server.reactive.observation"
			+ ".ServerRequestObservationContext";

	@Override
	public void onStart(Observation.Context context) {
		String name = Objects.requireNonNullElse(context.getName(), "message");
		context.put(WorkUnit.class, WorkUnit.unbound("an observed " + name));
	}

	@Override
	public void onScopeOpened(Observation.Context context) {
		WorkUnit work = work(context);
		if (work != null) {
			work.attach();
		}
	}

	/** A scope that is made current is reset and opened once more, and closed once. */
	@Override
	@SuppressWarnings("deprecation") // called for as long as the method exists
	public void onScopeReset(Observation.Context context) {
		onScopeClosed(context);
	}

	@Override
	public void onScopeClosed(Observation.Context context) {
		WorkUnit work = work(context);
		if (work != null) {
			work.detach();
		}
	}

	@Override
	public void onStop(Observation.Context context) {
		WorkUnit work = work(context);
		if (work != null) {
			work.close();
		}
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return (context instanceof ReceiverContext<?> && !context.getClass().getName().equals(EXCHANGE))
				|| context instanceof ScheduledTaskObservationContext;
	}

	private static @Nullable WorkUnit work(Observation.Context context) {
		return context.get(WorkUnit.class);
	}

}
