package io.github.connectionpool.answers;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

import org.springframework.context.event.EventListener;

/**
 * The names of the events that were published.
 */
class Heard {

	private final Set<String> events = new ConcurrentSkipListSet<>();

	@EventListener
	void onEvent(Object event) {
		if (event.getClass().getName().startsWith("io.github.connectionpool.")) {
			this.events.add(event.getClass().getSimpleName());
		}
	}

	/** In the order of the alphabet, each in a line. */
	String events() {
		return String.join("\n", this.events) + "\n";
	}

}
