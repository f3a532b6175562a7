package io.github.connectionpool.leak;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The thread for what may take a while and must not hold up the watch: to roll back in a
 * database, to wait for a garbage collection. Exists only while there is something to do.
 * Thread-safe.
 */
final class Helper implements AutoCloseable {

	/** What finds no room is found again at the next look. */
	private static final int CAPACITY = 256;

	private final ThreadPoolExecutor executor;

	/**
	 * Create.
	 * @param name name of the thread
	 */
	Helper(String name) {
		this.executor = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(CAPACITY),
				(task) -> {
					Thread thread = new Thread(task, name);
					thread.setDaemon(true);
					return thread;
				});
		this.executor.allowCoreThreadTimeOut(true);
	}

	boolean hasRoom() {
		return this.executor.getQueue().remainingCapacity() > 0;
	}

	/** Do it soon, or not at all if too much is to be done already. */
	boolean submit(Runnable task) {
		try {
			this.executor.execute(task);
			return true;
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			return false;
		}
	}

	/** What waits is not done any more. */
	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
