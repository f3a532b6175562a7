package io.github.connectionpool.leak;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.checkout.Pool;
import io.github.connectionpool.checkout.Pools;

/**
 * The one daemon thread that looks at all pools of an application. A look reads ledgers
 * and counters only: it takes no lock that a borrow or a return needs, and borrows
 * nothing. Thread-safe.
 */
public final class Watcher {

	private final Map<String, PoolWatch> watches = new ConcurrentHashMap<>();

	private final Duration interval;

	private @Nullable ScheduledThreadPoolExecutor executor;

	/**
	 * Create, not running yet.
	 * @param pools the pools to watch, those to come as well
	 * @param interval time from one look to the next
	 * @param judge gives the verdicts
	 * @param listener is told what is found
	 */
	public Watcher(Pools pools, Duration interval, Judge judge, WatchListener listener) {
		this.interval = interval;
		pools.onEach((pool) -> this.watches.put(pool.name(), new PoolWatch(pool, judge, listener)));
	}

	/** Begin to look. Does nothing while running. */
	@SuppressWarnings("FutureReturnValueIgnored") // a look never throws, and nobody waits
													// for it
	public synchronized void start() {
		if (this.executor != null) {
			return;
		}
		ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, "connectionpool-watcher");
			thread.setDaemon(true);
			return thread;
		});
		long nanos = this.interval.toNanos();
		executor.scheduleWithFixedDelay(this::look, nanos, nanos, TimeUnit.NANOSECONDS);
		this.executor = executor;
	}

	/** Look no more. Does nothing unless running. */
	public synchronized void stop() {
		if (this.executor != null) {
			this.executor.shutdownNow();
			this.executor = null;
		}
	}

	/**
	 * Whether looks are taken.
	 * @return whether started and not stopped
	 */
	public synchronized boolean isRunning() {
		return this.executor != null;
	}

	/**
	 * What the last look at a pool found.
	 * @param pool the pool
	 * @return nothing, if there has been no look yet
	 */
	public PoolLook last(Pool pool) {
		PoolWatch watch = this.watches.get(pool.name());
		return (watch != null) ? watch.last() : PoolLook.NOTHING;
	}

	private void look() {
		for (PoolWatch watch : this.watches.values()) {
			look(watch);
		}
	}

	/** A look that throws would be the last one, whatever it throws. */
	private static void look(PoolWatch watch) {
		try {
			watch.look(System.nanoTime());
		}
		catch (Throwable ex) {
			tellFailure(watch, ex);
		}
	}

	private static void tellFailure(PoolWatch watch, Throwable failure) {
		try {
			watch.listener().lookFailed(watch.pool(), failure);
		}
		catch (Throwable ex) {
			// nobody is left to tell
		}
	}

}
