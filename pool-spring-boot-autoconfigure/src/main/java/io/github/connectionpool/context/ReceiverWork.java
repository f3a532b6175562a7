package io.github.connectionpool.context;

import java.util.Objects;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.transport.ReceiverContext;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.checkout.Work;

/**
 * Has each received message count as a unit of work, as far as it is observed: by
 * Spring's listeners for JMS, and for Kafka and RabbitMQ where observation is enabled for
 * them.
 */
public final class ReceiverWork implements ObservationHandler<ReceiverContext<?>> {

	@Override
	public void onStart(ReceiverContext<?> context) {
		String name = Objects.requireNonNullElse(context.getName(), "message");
		context.put(Work.class, Work.unbound("an observed " + name));
	}

	@Override
	public void onScopeOpened(ReceiverContext<?> context) {
		Work work = work(context);
		if (work != null) {
			work.attach();
		}
	}

	@Override
	public void onScopeClosed(ReceiverContext<?> context) {
		Work work = work(context);
		if (work != null) {
			work.detach();
		}
	}

	@Override
	public void onStop(ReceiverContext<?> context) {
		Work work = work(context);
		if (work != null) {
			work.close();
		}
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof ReceiverContext<?>;
	}

	private static @Nullable Work work(Observation.Context context) {
		return context.get(Work.class);
	}

}
