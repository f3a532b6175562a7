package io.github.connectionpool.internal.finding;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.load.LoadReport;
import io.github.connectionpool.internal.pool.PoolSettings;
import io.github.connectionpool.internal.sizing.CapacityDemand;
import io.github.connectionpool.internal.watch.HeldDuringCall;
import io.github.connectionpool.internal.watch.PoolHistory;
import io.github.connectionpool.internal.watch.PoolUsage;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.Distribution;
import io.github.connectionpool.report.Finding;
import io.github.connectionpool.report.PoolSnapshot;

/**
 * What the rules on the use of a pool go by: measured in this run, at one moment.
 * Immutable.
 *
 * @param type class of the data source
 * @param counts the pool's counts
 * @param settings how the pool is configured
 * @param findings the problems of the pool as a whole
 * @param usage how much of it has been in use
 * @param acquire how long borrowers waited in the last minutes for what they got
 * @param unserved how long borrowers have waited and none of them got a connection
 * @param held how long connections were held in the last minutes, those that still are
 * among them
 * @param load the load of the last minutes; null if it is not known, or has leaks in it
 * @param demand the demand of this instance in the last minutes; null if few connections
 * were returned, or many of the load were not
 * @param heldDuringCalls lines seen in an HTTP client while a connection was held
 * @param returned how many connections have been returned since the start
 * @param unused how many of them a transaction had borrowed for nothing
 * @param unusedIn the last of those transactions
 */
record PoolFacts(String type, ConnectionCounts counts, PoolSettings settings, List<Finding> findings, PoolUsage usage,
		Distribution acquire, Duration unserved, Distribution held, @Nullable LoadReport load,
		@Nullable CapacityDemand demand, List<HeldDuringCall> heldDuringCalls, long returned, long unused,
		Set<String> unusedIn) {

	/** As for the plan. */
	private static final int ENOUGH_RETURNED = 100;

	private static final Duration TARGET_WAIT = Duration.ofMillis(100);

	/**
	 * Gathers the facts about a pool.
	 * @param pool the pool
	 * @param snapshot the pool at this moment
	 * @param history its past
	 * @return the facts
	 */
	public static PoolFacts of(MonitoredPool pool, PoolSnapshot snapshot, PoolHistory history) {
		LoadReport load = history.settledLoad();
		return new PoolFacts(pool.type(), snapshot.counts(), pool.statistics().settings(), snapshot.findings(),
				history.usage(), pool.acquire().recent(), history.unserved(), pool.held().recentWith(snapshot.ages()),
				load, (load != null) ? demand(pool, load) : null, history.heldDuringCalls(),
				pool.held().sinceStart().count(), pool.unused().count(), pool.unused().transactions());
	}

	private static @Nullable CapacityDemand demand(MonitoredPool pool, LoadReport load) {
		Distribution held = pool.held().recent();
		double rate = held.count() / (pool.held().recentTime().toNanos() / 1e9);
		if (held.count() < ENOUGH_RETURNED || !load.isToldBy(rate * held.mean().toNanos() / 1e9)) {
			return null;
		}
		try {
			return new CapacityDemand(1, rate, held.mean(), Math.min(held.scv(), CapacityDemand.MAX_SCV), null, null,
					TARGET_WAIT, null);
		}
		catch (IllegalArgumentException ex) {
			// more than can be planned for
			return null;
		}
	}

	/**
	 * Whether a connection is suspected or leaked, the pool deadlocked or its database
	 * down: then its size is not the question.
	 */
	boolean isSick() {
		return !this.findings.isEmpty();
	}

	@Nullable Integer max() {
		return this.counts.max();
	}

}
