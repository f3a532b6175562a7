package io.github.connectionpool.benchmarks;

/**
 * Tells somebody who waits how far it is.
 */
@FunctionalInterface
public interface Progress {

	/**
	 * Say it.
	 * @param text one line
	 */
	void say(String text);

}
