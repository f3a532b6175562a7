package io.github.connectionpool.evaluation.detector;

/**
 * A pool that one run of one scenario needs.
 *
 * @param name unique name
 * @param size how many connections it has
 * @param timeoutMillis how long it lets borrowers wait, in milliseconds
 */
public record PoolRequest(String name, int size, int timeoutMillis) {

	private static final int PATIENT_MILLIS = 30_000;

	/**
	 * Create for work that gives its connections back, so that no borrower has to fail,
	 * however slow the machine is.
	 * @param name unique name
	 * @param size how many connections it has
	 * @return with a time-out that is not met
	 */
	public static PoolRequest patient(String name, int size) {
		return new PoolRequest(name, size, PATIENT_MILLIS);
	}

	/**
	 * Create with the time-out that all detectors share.
	 * @param name unique name
	 * @param size how many connections it has
	 */
	public PoolRequest(String name, int size) {
		this(name, size, Detector.CONNECTION_TIMEOUT_MILLIS);
	}

}
