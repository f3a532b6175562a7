package io.github.connectionpool.internal.watch;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.outage.Exhaustion;
import io.github.connectionpool.internal.outage.ExhaustionListener;
import io.github.connectionpool.report.ConnectionCounts;

/**
 * Follows the episodes in which borrowers fail at a full pool, and tells the beginning
 * and the end of each. For the watching thread only.
 */
final class ExhaustionWatch {

	private final MonitoredPool pool;

	private final ExhaustionLog log;

	private final WatchListener listener;

	/** Number of the last episode that was told. */
	private long told;

	private boolean exhausted;

	ExhaustionWatch(MonitoredPool pool, ExhaustionLog log, WatchListener listener) {
		this.pool = pool;
		this.log = log;
		this.listener = listener;
		this.told = pool.failures().exhaustions().count();
		ExhaustionListener failed = (episode) -> log.failed(pool, episode);
		pool.failures().tellExhaustions(failed);
	}

	/**
	 * Follow the episode.
	 * @return whether borrowers wait at a full pool now
	 */
	boolean checked(ConnectionCounts counts, long now) {
		int pending = (counts.pending() != null) ? counts.pending() : 0;
		boolean full = counts.max() != null && counts.active() >= counts.max();
		Exhaustion episode = this.pool.failures().exhaustions().current(now);
		if (episode != null) {
			episode.waiting(pending);
			if (full && pending > 0) {
				// those that wait now have not failed yet: it is the same episode
				episode.goesOn(now);
			}
		}
		tell(episode);
		// where a pool tells no waiters, only a failure tells that some wait
		return full && (pending > 0 || (counts.pending() == null && episode != null));
	}

	private void tell(@Nullable Exhaustion episode) {
		// an episode counts before its report is made
		long reported = this.log.lastReported();
		if (reported > this.told) {
			this.told = reported;
			this.exhausted = true;
			this.listener.exhausted(this.log.reports(this.pool.name()).get(0));
		}
		else if (this.exhausted && episode == null) {
			this.exhausted = false;
			this.listener.recovered(this.log.reports(this.pool.name()).get(0));
		}
	}

}
