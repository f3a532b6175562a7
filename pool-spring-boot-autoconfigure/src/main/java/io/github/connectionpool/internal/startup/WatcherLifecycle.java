package io.github.connectionpool.internal.startup;

import org.springframework.context.SmartLifecycle;

import io.github.connectionpool.internal.poll.DatabaseWatcher;
import io.github.connectionpool.internal.watch.Watcher;

/**
 * Lets the watchers run while the application runs.
 */
public class WatcherLifecycle implements SmartLifecycle {

	private final Watcher watcher;

	private final DatabaseWatcher databaseWatcher;

	public WatcherLifecycle(Watcher watcher, DatabaseWatcher databaseWatcher) {
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
