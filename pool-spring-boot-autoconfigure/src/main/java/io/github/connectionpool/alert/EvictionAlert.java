package io.github.connectionpool.alert;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.github.connectionpool.event.CheckoutEvicted;
import io.github.connectionpool.internal.reclaim.Evictor;
import io.github.connectionpool.report.CheckoutReport;

/**
 * Logs the caller and the evicted connection, and raises the application event.
 * Thread-safe.
 */
final class EvictionAlert implements Evictor.Listener {

	private static final Log logger = LogFactory.getLog(EvictionAlert.class);

	private final EventPublisher events;

	EvictionAlert(EventPublisher events) {
		this.events = events;
	}

	@Override
	public void evicted(CheckoutReport checkout, String who) {
		logger.warn("Evicted by " + LogText.oneLine(who) + ": " + LogText.checkout(checkout));
		this.events.publish(new CheckoutEvicted(checkout, who));
	}

}
