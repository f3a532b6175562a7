package io.github.connectionpool.internal.watch;

import io.github.connectionpool.internal.deadlock.Deadlocks;
import io.github.connectionpool.report.Deadlock;

/**
 * Searches for a deadlock at each check, and tells it once. For the watching thread only.
 */
final class DeadlockWatch {

	private final WatchedPool watched;

	private final Deadlocks deadlocks;

	private final WatchListener listener;

	DeadlockWatch(WatchedPool watched, Deadlocks deadlocks, WatchListener listener) {
		this.watched = watched;
		this.deadlocks = deadlocks;
		this.listener = listener;
	}

	/** The time before is no evidence any more. */
	void forget() {
		this.deadlocks.forget();
	}

	void search(long now) {
		Deadlock found = this.deadlocks.find(this.watched.pool(), now);
		if (found != null && this.watched.deadlock() == null) {
			this.listener.deadlocked(found);
		}
		this.watched.deadlock(found);
	}

}
