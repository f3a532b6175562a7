package io.github.connectionpool.evaluation.detector;

/**
 * A pool that one run of one scenario needs.
 *
 * @param name unique name
 * @param size how many connections it has
 * @param timeoutMillis how long it lets borrowers wait, in milliseconds
 */
public record PoolRequest(String name, int size, int timeoutMillis) {

	/**
	 * Create with the time-out that all detectors share.
	 * @param name unique name
	 * @param size how many connections it has
	 */
	public PoolRequest(String name, int size) {
		this(name, size, Detector.CONNECTION_TIMEOUT_MILLIS);
	}

}
