package io.github.connectionpool.sample.traffic;

import java.io.IOException;
import java.time.Duration;

/**
 * A visitor of the shop with one request.
 */
interface Visitor {

	/**
	 * How long a visitor waits for an answer.
	 */
	Duration PATIENCE = Duration.ofSeconds(10);

	/**
	 * Visits the shop once.
	 * @return whether the shop served the visitor
	 */
	boolean visit() throws IOException, InterruptedException;

}
