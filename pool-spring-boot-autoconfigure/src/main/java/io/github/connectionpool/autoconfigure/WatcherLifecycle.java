package io.github.connectionpool.autoconfigure;

import org.springframework.context.SmartLifecycle;

import io.github.connectionpool.leak.Watcher;

/**
 * Lets the watcher run while the application runs.
 */
class WatcherLifecycle implements SmartLifecycle {

	private final Watcher watcher;

	WatcherLifecycle(Watcher watcher) {
		this.watcher = watcher;
	}

	@Override
	public void start() {
		this.watcher.start();
	}

	@Override
	public void stop() {
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
