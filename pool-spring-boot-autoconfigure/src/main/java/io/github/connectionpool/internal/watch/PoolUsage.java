package io.github.connectionpool.internal.watch;

import java.time.Duration;

/**
 * How much of a pool has been in use, as far as checks can tell: borrows between two
 * checks are not seen. Immutable.
 *
 * @param observed how far back it goes, an hour at most
 * @param checks how many checks were made in that time
 * @param peak the most connections that were borrowed at a check
 * @param nestedDemand the smallest pool in which the threads that were seen could not
 * wait for each other for ever, 0 if none has held more than one connection
 * @param recentChecks how many checks were made in the last five minutes
 * @param queueing at how many of those borrowers waited
 */
public record PoolUsage(Duration observed, int checks, int peak, int nestedDemand, int recentChecks, int queueing) {

	/** The time over which the queue is judged. */
	public static final int RECENT_MINUTES = 5;

	static final PoolUsage NOTHING = new PoolUsage(Duration.ZERO, 0, 0, 0, 0, 0);

	/**
	 * The share of the checks of the last five minutes at which borrowers waited.
	 * @return 0 to 1
	 */
	public double queueingShare() {
		return (this.recentChecks > 0) ? (double) this.queueing / this.recentChecks : 0;
	}

}
