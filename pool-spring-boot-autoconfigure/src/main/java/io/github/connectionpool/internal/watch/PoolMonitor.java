package io.github.connectionpool.internal.watch;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.report.PoolSnapshot;

/**
 * Gives snapshots of the pools to all that show, measure or act. Thread-safe. Asking
 * never starts a pool and never holds up a borrow or a return.
 */
public final class PoolMonitor {

	private final Map<String, WatchedPool> pools = new ConcurrentHashMap<>();

	private final Reporter reporter;

	/**
	 * Create.
	 * @param pools the pools, those to come as well
	 * @param reporter judges and reports
	 */
	public PoolMonitor(PoolRegistry pools, Reporter reporter) {
		this.reporter = reporter;
		pools.onEach((pool) -> this.pools.put(pool.name(), new WatchedPool(pool, reporter)));
	}

	/**
	 * A snapshot of a pool.
	 * @param pool the pool
	 * @param maxAge how old it may be; zero for one that is read after this was called
	 * @return the last one if it is young enough, else a new one, which becomes the last
	 */
	public PoolSnapshot snapshot(MonitoredPool pool, Duration maxAge) {
		return watched(pool).snapshot(maxAge);
	}

	/**
	 * The leaked connections of a pool by call site.
	 * @param pool the pool
	 * @param maxAge how old the snapshot may be that they are counted in
	 * @return the call sites that have leaked, each a short text, with their numbers
	 */
	public Map<String, Integer> leaks(MonitoredPool pool, Duration maxAge) {
		return watched(pool).snapshot(maxAge).leaks();
	}

	/**
	 * The past of a pool.
	 * @param pool the pool
	 * @return empty if it is not monitored
	 */
	public PoolHistory history(MonitoredPool pool) {
		return watched(pool).history();
	}

	/** A pool whose data source is created anew is another one of the same name. */
	WatchedPool watched(MonitoredPool pool) {
		WatchedPool known = this.pools.get(pool.name());
		return (known != null && known.pool() == pool) ? known : new WatchedPool(pool, this.reporter);
	}

}
