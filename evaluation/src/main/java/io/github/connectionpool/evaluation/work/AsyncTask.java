package io.github.connectionpool.evaluation.work;

/**
 * What the handler of an asynchronous request does.
 */
@FunctionalInterface
public interface AsyncTask {

	/**
	 * Begin, in the thread of the handler.
	 * @param end to be run, in whatever thread, when the request is to end
	 * @throws Exception if the request is to fail at once
	 */
	void begin(Runnable end) throws Exception;

}
