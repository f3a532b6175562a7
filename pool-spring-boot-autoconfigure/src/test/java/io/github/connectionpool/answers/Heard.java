package io.github.connectionpool.answers;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.context.event.EventListener;

import io.github.connectionpool.event.CheckoutLeaked;
import io.github.connectionpool.report.CheckoutReport;

/**
 * The events that were published.
 */
class Heard {

	private final Set<String> events = new ConcurrentSkipListSet<>();

	private final List<CheckoutReport> leaked = new CopyOnWriteArrayList<>();

	@EventListener
	void onLeak(CheckoutLeaked event) {
		this.leaked.add(event.checkout());
	}

	List<CheckoutReport> leaked() {
		return this.leaked;
	}

	@EventListener
	void onEvent(Object event) {
		if (event.getClass().getName().startsWith("io.github.connectionpool.")) {
			this.events.add(event.getClass().getSimpleName());
		}
	}

	/** The names in the order of the alphabet, each in a line. */
	String events() {
		return String.join("\n", this.events) + "\n";
	}

}
