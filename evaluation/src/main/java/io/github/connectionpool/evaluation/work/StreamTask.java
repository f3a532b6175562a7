package io.github.connectionpool.evaluation.work;

import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * What the handler of a request with a streamed answer does.
 */
@FunctionalInterface
public interface StreamTask {

	/**
	 * Opens the stream, in the thread of the handler.
	 * @return writes the answer, in a thread of its own
	 * @throws Exception if the request is to fail at once
	 */
	StreamingResponseBody open() throws Exception;

}
