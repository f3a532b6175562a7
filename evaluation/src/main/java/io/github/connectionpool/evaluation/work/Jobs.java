package io.github.connectionpool.evaluation.work;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.stereotype.Component;

/**
 * Jobs that wait for the request or message that names them.
 *
 * @param <T> the waiting work
 */
class Jobs<T> {

	private final Map<String, T> waiting = new ConcurrentHashMap<>();

	private final AtomicLong ids = new AtomicLong();

	String put(T job) {
		String id = Long.toString(this.ids.incrementAndGet());
		this.waiting.put(id, job);
		return id;
	}

	T take(String id) {
		T job = this.waiting.remove(id);
		if (job == null) {
			throw new IllegalStateException("There is no job " + id);
		}
		return job;
	}

	/** Those of requests and messages. */
	@Component
	static final class OfTasks extends Jobs<Job> {

	}

	/** Those of requests that end after their handler. */
	@Component
	static final class OfAsyncRequests extends Jobs<AsyncTask> {

	}

	/** Those of requests whose body is written after their handler. */
	@Component
	static final class OfStreams extends Jobs<StreamTask> {

	}

	/** Those of requests that are answered with events. */
	@Component
	static final class OfEvents extends Jobs<EventTask> {

	}

}
