package io.github.connectionpool.internal.executor;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The thread for what may take a while and must not hold up the watch: to roll back in a
 * database, to wait for a garbage collection. Exists only while there is something to do.
 * A thread whose task never ends is replaced, so that the tasks after it are done.
 * Thread-safe.
 */
public final class OnDemandExecutor implements AutoCloseable {

	/** What finds no room is found again at the next look. */
	private static final int CAPACITY = 256;

	/** Longer than a task takes that network timeouts end. */
	public static final Duration LIMIT = Duration.ofSeconds(20);

	/** Each of them keeps a stack and a connection for good. */
	public static final int MOST_STUCK = 8;

	private final ThreadPoolExecutor executor;

	private final Set<Running> running = ConcurrentHashMap.newKeySet();

	private int stuck;

	/**
	 * Create.
	 * @param name name of the thread
	 */
	public OnDemandExecutor(String name) {
		this.executor = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(CAPACITY),
				(task) -> {
					Thread thread = new Thread(task, name);
					thread.setDaemon(true);
					return thread;
				});
		this.executor.allowCoreThreadTimeOut(true);
	}

	public boolean hasRoom() {
		return this.executor.getQueue().remainingCapacity() > 0;
	}

	/** Do it soon, or not at all if too much is to be done already. */
	public boolean submit(Runnable task) {
		try {
			this.executor.execute(() -> run(task));
			return true;
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			return false;
		}
	}

	private void run(Runnable task) {
		Running run = new Running(System.nanoTime());
		this.running.add(run);
		try {
			task.run();
		}
		finally {
			this.running.remove(run);
			ended(run);
		}
	}

	/**
	 * Replace threads whose tasks do not end.
	 * @param now {@link System#nanoTime()}
	 */
	public synchronized void replaceStuck(long now) {
		for (Running run : this.running) {
			if (!run.stuck && now - run.startNanos > LIMIT.toNanos()) {
				run.stuck = true;
				this.stuck++;
			}
		}
		resize();
	}

	private synchronized void ended(Running run) {
		if (run.stuck) {
			this.stuck--;
			resize();
		}
	}

	private void resize() {
		int threads = 1 + Math.min(this.stuck, MOST_STUCK);
		if (threads > this.executor.getMaximumPoolSize()) {
			this.executor.setMaximumPoolSize(threads);
			this.executor.setCorePoolSize(threads);
		}
		else if (threads < this.executor.getMaximumPoolSize()) {
			this.executor.setCorePoolSize(threads);
			this.executor.setMaximumPoolSize(threads);
		}
	}

	/** Whether more threads are stuck than are replaced, so that nothing is done. */
	public synchronized boolean isStuck() {
		return this.stuck > MOST_STUCK;
	}

	/** What waits is not done any more. */
	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	/** A task that is being done. Guarded by the helper but for the time. */
	private static final class Running {

		private final long startNanos;

		private boolean stuck;

		Running(long startNanos) {
			this.startNanos = startNanos;
		}

	}

}
