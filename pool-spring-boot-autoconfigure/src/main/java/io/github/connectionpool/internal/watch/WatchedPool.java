package io.github.connectionpool.internal.watch;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.verdict.JudgedPool;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.report.Deadlock;

/**
 * A pool with its last snapshot, which readers share. Thread-safe. Its lock is taken by
 * readers only: never by a borrower, and not by the watching thread.
 */
final class WatchedPool {

	private final MonitoredPool pool;

	private final Reporter reporter;

	private final PoolHistory history;

	private final ReentrantLock reading = new ReentrantLock();

	private volatile @Nullable Deadlock deadlock;

	private volatile @Nullable Taken last;

	/**
	 * A snapshot.
	 *
	 * @param nanos {@link System#nanoTime()} before its first reading
	 */
	private record Taken(JudgedPool snapshot, long nanos) {

		boolean isSince(long earliest) {
			return this.nanos - earliest >= 0;
		}

	}

	WatchedPool(MonitoredPool pool, Reporter reporter) {
		this.pool = pool;
		this.reporter = reporter;
		this.history = new PoolHistory(pool.name(), (failed) -> take());
	}

	MonitoredPool pool() {
		return this.pool;
	}

	PoolHistory history() {
		return this.history;
	}

	Reporter reporter() {
		return this.reporter;
	}

	/** Known until the next search. */
	@Nullable Deadlock deadlock() {
		return this.deadlock;
	}

	void deadlock(@Nullable Deadlock found) {
		this.deadlock = found;
	}

	/**
	 * A snapshot that is not older than wanted. Readers that ask at the same time share
	 * one: a reader that waits for another's reading takes its result, if it began late
	 * enough.
	 */
	JudgedPool snapshot(Duration maxAge) {
		long earliest = System.nanoTime() - maxAge.toNanos();
		Taken known = this.last;
		if (known != null && known.isSince(earliest)) {
			return known.snapshot();
		}
		this.reading.lock();
		try {
			known = this.last;
			if (known != null && known.isSince(earliest)) {
				return known.snapshot();
			}
			long begin = System.nanoTime();
			return publish(take(), begin);
		}
		finally {
			this.reading.unlock();
		}
	}

	/** How many readers wait for another's reading. */
	int readers() {
		return this.reading.getQueueLength();
	}

	/** Without the lock, for a borrower that has failed. */
	private JudgedPool take() {
		return this.reporter.judge(this.pool, this.deadlock, this.history.loss());
	}

	/**
	 * Share a snapshot.
	 * @param begin {@link System#nanoTime()} before its first reading
	 */
	JudgedPool publish(JudgedPool snapshot, long begin) {
		Taken known = this.last;
		if (known == null || !known.isSince(begin)) {
			this.last = new Taken(snapshot, begin);
		}
		return snapshot;
	}

}
