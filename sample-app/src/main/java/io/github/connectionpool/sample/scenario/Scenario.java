package io.github.connectionpool.sample.scenario;

/**
 * A way to mistreat a connection pool.
 */
interface Scenario {

	/**
	 * The last part of the URL that starts it.
	 */
	String name();

	/**
	 * What it does, in one sentence.
	 */
	String description();

}
