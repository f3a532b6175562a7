package io.github.connectionpool.internal.executor;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs tasks that may take long and must not delay the watching thread, such as a
 * rollback in a database or a garbage collection. Its thread exists only while there are
 * tasks. A thread whose task never ends is replaced, so that the tasks after it run.
 * Thread-safe.
 */
public final class OnDemandExecutor implements AutoCloseable {

	/**
	 * The queue is bounded. The next check finds a task again for which there was no
	 * room.
	 */
	private static final int CAPACITY = 256;

	/** Longer than a task takes that ends by a network timeout. */
	public static final Duration LIMIT = Duration.ofSeconds(20);

	/**
	 * The limit of replaced threads, since each of them keeps a stack and a connection
	 * for good.
	 */
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

	/**
	 * Run a task soon. Returns false, and does not run it, if too many tasks are waiting.
	 */
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

	/** Whether more threads are stuck than may be replaced, so that no task runs. */
	public synchronized boolean isStuck() {
		return this.stuck > MOST_STUCK;
	}

	/** Stop. Tasks that are waiting do not run any more. */
	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	/** A task that is running. Guarded by the executor except for the time. */
	private static final class Running {

		private final long startNanos;

		private boolean stuck;

		Running(long startNanos) {
			this.startNanos = startNanos;
		}

	}

}
