package io.github.connectionpool.internal.watch;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.Deadlock;
import io.github.connectionpool.report.ExhaustionReport;
import io.github.connectionpool.report.OutageReport;
import io.github.connectionpool.report.PoolSnapshot;
import io.github.connectionpool.report.UtilizationLevel;

/**
 * Is told what the watch finds, on the watching thread: an implementation must not block.
 * Each method does nothing unless it is overridden.
 */
public interface WatchListener {

	/**
	 * The level of a pool has changed.
	 * @param pool the pool
	 * @param from the level so far
	 * @param to the level from now on
	 * @param snapshot the pool as the check has found it
	 */
	default void utilizationChanged(MonitoredPool pool, UtilizationLevel from, UtilizationLevel to,
			PoolSnapshot snapshot) {
	}

	/**
	 * A pool has been checked, and its level told if that has changed.
	 * @param pool the pool
	 * @param level the level now
	 * @param snapshot the pool as the check has found it
	 */
	default void checked(MonitoredPool pool, UtilizationLevel level, PoolSnapshot snapshot) {
	}

	/**
	 * A checkout has become suspect.
	 * @param checkout the checkout as it is now
	 */
	default void suspected(CheckoutReport checkout) {
	}

	/**
	 * A checkout has turned out to be leaked, suspected before or not.
	 * @param checkout the checkout as it is now
	 */
	default void leaked(CheckoutReport checkout) {
	}

	/**
	 * A checkout that was suspected or taken for leaked has been used again, or returned.
	 * @param checkout the checkout as it is now
	 * @param returned whether it has been returned
	 */
	default void cleared(CheckoutReport checkout, boolean returned) {
	}

	/**
	 * A leaked connection has been reclaimed.
	 * @param checkout the checkout as it was then
	 * @param failure why it could neither be returned to the pool nor evicted, null if it
	 * was
	 */
	default void reclaimed(CheckoutReport checkout, @Nullable Throwable failure) {
	}

	/**
	 * All connections of a pool are held by threads that wait for another one of it. Told
	 * once, and again only after it was over.
	 * @param deadlock the results
	 */
	default void deadlocked(Deadlock deadlock) {
	}

	/**
	 * Borrowers have begun to fail at a full pool. Told once for each episode.
	 * @param exhaustion the episode so far
	 */
	default void exhausted(ExhaustionReport exhaustion) {
	}

	/**
	 * Borrowers fail no more.
	 * @param exhaustion the episode that is over
	 */
	default void recovered(ExhaustionReport exhaustion) {
	}

	/**
	 * A pool gets no connection from its database, or was suspended, for the sustain
	 * time. Told once for each outage.
	 * @param outage the outage so far
	 */
	default void outageBegan(OutageReport outage) {
	}

	/**
	 * Borrowers get connections again, for the sustain time, or have not asked for long.
	 * @param outage the outage that is over; it says which of the two
	 */
	default void outageEnded(OutageReport outage) {
	}

	/**
	 * A check has failed. The next one is taken all the same.
	 * @param pool the pool that was checked
	 * @param failure the failure
	 */
	default void checkFailed(MonitoredPool pool, Throwable failure) {
	}

}
