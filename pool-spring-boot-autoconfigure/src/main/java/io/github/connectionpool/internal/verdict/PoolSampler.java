package io.github.connectionpool.internal.verdict;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.outage.OutageEpisode;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.Deadlock;
import io.github.connectionpool.report.OutageReport;
import io.github.connectionpool.report.UtilizationLevel;

/**
 * Reads a pool: its counts, its level, and the evidence on its open checkouts. Never
 * starts a pool, gathers no new evidence, and takes no lock that a borrow or a return
 * needs. Thread-safe.
 */
public final class PoolSampler {

	private final LeakTimes times;

	private final ClearedCallSites cleared;

	PoolSampler(LeakTimes times, ClearedCallSites cleared) {
		this.times = times;
		this.cleared = cleared;
	}

	/**
	 * Read a pool.
	 * @param deadlock the one that the last search has found
	 * @param loss as the last check has found it
	 * @param now {@link System#nanoTime()}
	 */
	PoolSample sample(MonitoredPool pool, @Nullable Deadlock deadlock, PoolCondition.Loss loss, long now) {
		Instant at = Instant.now();
		return new PoolSample(pool, at, now, open(pool.ledger().oldestFirst(), now),
				condition(pool, pool.counts(), deadlock, loss));
	}

	/** Oldest first, as they are. */
	private List<CheckoutSample> open(List<Checkout> open, long now) {
		Map<Borrower, Integer> depths = new HashMap<>();
		List<CheckoutSample> samples = new ArrayList<>(open.size());
		for (Checkout checkout : open) {
			samples.add(checkout(checkout, depths.merge(checkout.owner(), 1, Integer::sum), now));
		}
		return samples;
	}

	/**
	 * Read the evidence on one checkout.
	 * @param checkout the checkout
	 * @param depth how many its owner has open, this and older ones
	 * @param now {@link System#nanoTime()}
	 * @return the evidence
	 */
	public CheckoutSample checkout(Checkout checkout, int depth, long now) {
		return CheckoutSample.of(checkout, depth, this.times, this.cleared, now);
	}

	/**
	 * Read the pool as a whole.
	 * @param pool the pool
	 * @param counts as they were read just now
	 * @param deadlock the one that the last search has found
	 * @param loss as the last check has found it
	 * @return its condition now
	 */
	public PoolCondition condition(MonitoredPool pool, ConnectionCounts counts, @Nullable Deadlock deadlock,
			PoolCondition.Loss loss) {
		OutageEpisode episode = pool.failures().outages().sustained();
		OutageReport outage = (episode != null) ? OutageReports.of(pool, episode) : null;
		OutageEpisode partial = (outage == null) ? pool.failures().outages().partial() : null;
		return new PoolCondition(counts, (outage != null) ? UtilizationLevel.CRITICAL : pool.level(), outage,
				(partial != null) ? OutageReports.of(pool, partial).findingOfFew() : null, deadlock, loss);
	}

}
