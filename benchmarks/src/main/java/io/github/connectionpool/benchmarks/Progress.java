package io.github.connectionpool.benchmarks;

/**
 * Tells the progress of a long run.
 */
@FunctionalInterface
public interface Progress {

	/**
	 * Say it.
	 * @param text one line
	 */
	void say(String text);

}
