package io.github.connectionpool.benchmarks.slices;

/**
 * One way to do the same work.
 */
public interface Variant {

	/**
	 * What it is called.
	 * @return the name, another for each variant
	 */
	String name();

	/**
	 * A slice of it is about to begin.
	 * @throws Exception if it cannot
	 */
	default void begin() throws Exception {
	}

	/**
	 * Do it once. Called by several threads, over and over.
	 * @throws Exception if it cannot be done, which ends the measurement
	 */
	void run() throws Exception;

	/**
	 * A slice of it is over.
	 * @throws Exception if it cannot be ended
	 */
	default void end() throws Exception {
	}

}
