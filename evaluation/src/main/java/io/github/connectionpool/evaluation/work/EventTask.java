package io.github.connectionpool.evaluation.work;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * A handler's part of a request that is answered with server-sent events.
 */
@FunctionalInterface
public interface EventTask {

	/**
	 * Begin, in the thread of the handler.
	 * @param events sends the events, in any thread, and ends the request
	 * @throws Exception if the request is to fail at once
	 */
	void begin(SseEmitter events) throws Exception;

}
