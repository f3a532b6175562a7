package io.github.connectionpool.autoconfigure;

import org.springframework.context.SmartLifecycle;

import io.github.connectionpool.database.DatabaseWatcher;
import io.github.connectionpool.leak.Watcher;

/**
 * Lets the watchers run while the application runs.
 */
class WatcherLifecycle implements SmartLifecycle {

	private final Watcher watcher;

	private final DatabaseWatcher databaseWatcher;

	WatcherLifecycle(Watcher watcher, DatabaseWatcher databaseWatcher) {
		this.watcher = watcher;
		this.databaseWatcher = databaseWatcher;
	}

	@Override
	public void start() {
		this.watcher.start();
		this.databaseWatcher.start();
	}

	@Override
	public void stop() {
		this.databaseWatcher.stop();
		this.watcher.stop();
	}

	@Override
	public boolean isRunning() {
		return this.watcher.isRunning();
	}

	/** First to start and last to stop, to see what the others do meanwhile. */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

}
