package io.github.connectionpool.internal.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.checkout.PoolRegistry;
import io.github.connectionpool.internal.executor.OnDemandExecutor;
import io.github.connectionpool.internal.garbage.GarbageProof;
import io.github.connectionpool.internal.load.SampleTimes;
import io.github.connectionpool.internal.timing.Standstill;
import io.github.connectionpool.internal.verdict.OwnerInspector;
import io.github.connectionpool.internal.worker.IdleWorkers;

/**
 * The one daemon thread that checks all pools of an application. A check reads ledgers
 * and counters and takes the stacks of some threads: it takes no lock that a borrow or a
 * return needs, and borrows nothing. Thread-safe.
 */
public final class Watcher {

	/** A check that is due before the next regular one is taken, but none more often. */
	private static final int MOST_CHECKS_IN_AN_INTERVAL = 10;

	private final Map<String, PoolWatch> watches = new ConcurrentHashMap<>();

	/** Where workers wait is the same for all pools, and a stack costs the same. */
	private final AtomicReference<@Nullable IdleWorkers> workers = new AtomicReference<>();

	private final OnDemandExecutor reclaims = new OnDemandExecutor("connectionpool-reclaimer");

	/** Of its own: a rollback that hangs must not keep others from being proven. */
	private final OnDemandExecutor collections = new OnDemandExecutor("connectionpool-collector");

	private final AtomicBoolean checkDue = new AtomicBoolean();

	private final long intervalNanos;

	private final SampleTimes sampleTimes;

	private final LongSupplier clock;

	private final Standstill standstill = new Standstill();

	private @Nullable ScheduledThreadPoolExecutor executor;

	/**
	 * Create, not running yet.
	 * @param pools the pools to watch, those to come as well
	 * @param settings how
	 * @param monitor shares the snapshots
	 * @param listener is told the results
	 */
	public Watcher(PoolRegistry pools, WatchSettings settings, PoolMonitor monitor, WatchListener listener) {
		this(pools, settings, monitor, listener, System::nanoTime);
	}

	/**
	 * Create, not running yet.
	 * @param clock as {@link System#nanoTime()}, for the times of checks
	 */
	Watcher(PoolRegistry pools, WatchSettings settings, PoolMonitor monitor, WatchListener listener,
			LongSupplier clock) {
		this.clock = clock;
		this.intervalNanos = settings.interval().toNanos();
		this.sampleTimes = new SampleTimes(settings.interval(), new SplittableRandom());
		GarbageProof garbageProof = new GarbageProof(settings.collectGarbage(), this.collections, System::gc);
		pools.onEach((pool) -> this.watches.put(pool.name(), new PoolWatch(monitor.watched(pool), settings, listener,
				this.reclaims, garbageProof, this::checkSoon, owners(pool))));
	}

	private OwnerInspector owners(MonitoredPool pool) {
		IdleWorkers shared = this.workers
			.updateAndGet((known) -> (known != null) ? known : new IdleWorkers(pool.callSites()));
		return OwnerInspector.sharing(Objects.requireNonNull(shared), pool.callSites());
	}

	/** Begin to check. Does nothing while running. */
	public synchronized void start() {
		if (this.executor != null) {
			return;
		}
		ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, "connectionpool-watcher");
			thread.setDaemon(true);
			return thread;
		});
		this.executor = executor;
		// what is asked before the first check is judged with it
		leaveOutStandstill();
		schedule(executor, this.intervalNanos);
		scheduleSample(executor);
	}

	/**
	 * At times that do not depend on the application: a check that is due early sees
	 * those of its checkouts that made it due.
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // a sample never throws, and no thread
													// waits for it
	private void scheduleSample(ScheduledThreadPoolExecutor executor) {
		try {
			executor.schedule(() -> {
				try {
					this.watches.values().forEach(Watcher::sample);
				}
				finally {
					scheduleSample(executor);
				}
			}, this.sampleTimes.nextNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			// stopped meanwhile
		}
	}

	private static void sample(PoolWatch watch) {
		try {
			watch.sample(System.nanoTime());
		}
		catch (Throwable ex) {
			tellFailure(watch, ex);
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored") // a check never throws, and no thread
													// waits for it
	private void schedule(ScheduledThreadPoolExecutor executor, long nanos) {
		try {
			executor.schedule(() -> {
				long next = this.intervalNanos;
				try {
					next = Math.min(check(), next);
				}
				finally {
					schedule(executor, Math.max(next, this.intervalNanos / MOST_CHECKS_IN_AN_INTERVAL));
				}
			}, nanos, TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			// stopped meanwhile
		}
	}

	/** Beside the regular ones, however many ask for it, and no more often either. */
	@SuppressWarnings("FutureReturnValueIgnored") // a check never throws, and no thread
													// waits for it
	private synchronized void checkSoon() {
		if (this.executor != null && this.checkDue.compareAndSet(false, true)) {
			this.executor.schedule(() -> {
				this.checkDue.set(false);
				check();
			}, this.intervalNanos / MOST_CHECKS_IN_AN_INTERVAL, TimeUnit.NANOSECONDS);
		}
	}

	/** Stop to check. Does nothing unless running. */
	public synchronized void stop() {
		if (this.executor != null) {
			this.executor.shutdownNow();
			this.executor = null;
		}
	}

	/**
	 * Whether checks are made.
	 * @return whether started and not stopped
	 */
	public synchronized boolean isRunning() {
		return this.executor != null;
	}

	private long check() {
		long next = Long.MAX_VALUE;
		leaveOutStandstill();
		learnFromWorkers();
		for (PoolWatch watch : this.watches.values()) {
			next = Math.min(next, check(watch));
		}
		// a check that takes long is no standstill of the application
		this.standstill.checked(this.clock.getAsLong());
		return next;
	}

	/** Nothing could be used while the application stood still. */
	private void leaveOutStandstill() {
		long now = this.clock.getAsLong();
		long nanos = this.standstill.end(now, this.intervalNanos);
		if (nanos > 0) {
			this.watches.values().forEach((watch) -> watch.leaveOut(nanos, now));
		}
	}

	/** For all pools at once: a thread without a connection of any. */
	private void learnFromWorkers() {
		IdleWorkers shared = this.workers.get();
		if (shared == null) {
			return;
		}
		try {
			shared.learn(this::open);
		}
		catch (Throwable ex) {
			this.watches.values().stream().findFirst().ifPresent((watch) -> tellFailure(watch, ex));
		}
	}

	private List<Checkout> open() {
		List<Checkout> open = new ArrayList<>();
		this.watches.values().forEach((watch) -> watch.pool().ledger().forEach(open::add));
		return open;
	}

	/** A check that throws would be the last one. */
	private long check(PoolWatch watch) {
		try {
			return watch.check(this.clock.getAsLong());
		}
		catch (Throwable ex) {
			tellFailure(watch, ex);
			return Long.MAX_VALUE;
		}
	}

	private static void tellFailure(PoolWatch watch, Throwable failure) {
		try {
			watch.listener().checkFailed(watch.pool(), failure);
		}
		catch (Throwable ex) {
			// no listener is left to tell
		}
	}

}
