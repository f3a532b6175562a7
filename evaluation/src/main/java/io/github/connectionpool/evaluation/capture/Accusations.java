package io.github.connectionpool.evaluation.capture;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

/**
 * All that the starter accuses, as an application hears it. Thread-safe.
 */
final class Accusations implements ApplicationListener<ApplicationEvent> {

	private final Queue<Accusation> accusations = new ConcurrentLinkedQueue<>();

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof PayloadApplicationEvent<?> payload) {
			Accusation accusation = Accusation.of(payload);
			if (accusation != null) {
				this.accusations.add(accusation);
			}
		}
	}

	/** In order. */
	List<Accusation> all() {
		return List.copyOf(this.accusations);
	}

}
