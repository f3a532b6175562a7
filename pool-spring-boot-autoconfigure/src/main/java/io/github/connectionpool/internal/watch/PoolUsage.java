package io.github.connectionpool.internal.watch;

import java.time.Duration;

/**
 * How much of a pool has been in use, as far as looks can tell: what comes and goes
 * between two of them is not seen. Immutable.
 *
 * @param observed how far back it goes, an hour at most
 * @param looks how many looks were taken in that time
 * @param peak the most connections that were borrowed at a look
 * @param nestedDemand the smallest pool in which the threads that were seen could not
 * wait for each other for ever, 0 if none has held more than one connection
 * @param recentLooks how many looks were taken in the last five minutes
 * @param queueing at how many of those borrowers waited
 */
public record PoolUsage(Duration observed, int looks, int peak, int nestedDemand, int recentLooks, int queueing) {

	/** How far back the queue is looked at. */
	public static final int RECENT_MINUTES = 5;

	static final PoolUsage NOTHING = new PoolUsage(Duration.ZERO, 0, 0, 0, 0, 0);

	/**
	 * At which share of the looks of the last five minutes borrowers waited.
	 * @return 0 to 1
	 */
	public double queueingShare() {
		return (this.recentLooks > 0) ? (double) this.queueing / this.recentLooks : 0;
	}

}
