package io.github.connectionpool.alert;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes application events on a thread of its own, which exists only while events are
 * waiting. A listener may wait, perhaps for a connection of the same pool, and must not
 * stop the checks. Events that find the queue full are dropped. Thread-safe.
 */
public final class EventPublisher implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(EventPublisher.class);

	private static final int CAPACITY = 256;

	private final ApplicationEventPublisher publisher;

	private final ThreadPoolExecutor executor;

	private volatile boolean dropLogged;

	/**
	 * Create for an application.
	 * @param publisher where events go
	 */
	public EventPublisher(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
		this.executor = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(CAPACITY),
				(task) -> {
					Thread thread = new Thread(task, "connectionpool-events");
					thread.setDaemon(true);
					return thread;
				}, (task, executor) -> dropped());
		this.executor.allowCoreThreadTimeOut(true);
	}

	/**
	 * Publish an event soon. Never blocks and never throws.
	 * @param event the event
	 */
	public void publish(Object event) {
		try {
			this.executor.execute(() -> deliver(event));
		}
		catch (OutOfMemoryError ex) {
			// there is no room for a thread
			dropped();
		}
	}

	private void deliver(Object event) {
		try {
			this.publisher.publishEvent(event);
		}
		catch (RuntimeException | LinkageError ex) {
			logger.warn("A listener failed on the event " + event.getClass().getSimpleName(), ex);
		}
	}

	private void dropped() {
		if (!this.dropLogged && !this.executor.isShutdown()) {
			this.dropLogged = true;
			logger.warn("Events of the connection pool monitor are being dropped, because " + CAPACITY
					+ " wait for a listener or there is no room for a thread; this is not logged again");
		}
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
