package io.github.connectionpool.evaluation.scenario;

/**
 * The truth about a scenario, whatever a detector says.
 */
public enum Truth {

	/** A connection is lost: no code will ever return it. */
	LEAK,

	/** Every connection is held for good reason and is used or returned in the end. */
	INNOCENT,

	/**
	 * Innocent, but nothing can tell it from a leak for a while. The work that borrowed
	 * has ended, and the code that it was handed to has not used it yet.
	 */
	HANDED_ON_IDLE;

	/**
	 * Whether a report is right.
	 * @return true for leaks
	 */
	public boolean isLeak() {
		return this == LEAK;
	}

}
