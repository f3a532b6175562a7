package io.github.connectionpool.report;

/**
 * Why a checkout is suspected, or known to be leaked.
 *
 * @since 0.1.0
 */
public enum Reason {

	/** Older than the threshold, and not used for as long. */
	NO_ACTIVITY,

	/** Neither the handle nor anything made from it can be reached any more. */
	UNREACHABLE,

	/** The thread that borrowed it has ended. */
	OWNER_ENDED,

	/** The request, task or message in which it was borrowed has completed. */
	WORK_ENDED;

	/**
	 * Whether it can be the reason of a leak. Age never is.
	 * @return false if it is the reason of a suspicion only
	 */
	public boolean isOfLeak() {
		return this != NO_ACTIVITY;
	}

}
