package io.github.connectionpool.internal.poll;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * Reads all that is watched, each at its own interval, on daemon threads of its own. One
 * that hangs holds up none of the first eight, and beyond these only those it shares a
 * thread with. The first reading is taken soon, and again soon while none has succeeded.
 * Thread-safe.
 */
public final class DatabaseWatcher {

	private static final String THREAD = "connectionpool-database";

	private static final int MOST_THREADS = 8;

	private static final Duration TICK = Duration.ofMillis(500);

	private static final Duration FIRST = Duration.ofSeconds(1);

	private final List<Turn> turns = new ArrayList<>();

	private final String threadName;

	private @Nullable ScheduledThreadPoolExecutor ticker;

	private final List<ThreadPoolExecutor> readers = new ArrayList<>();

	/** Create, not running yet. */
	public DatabaseWatcher() {
		this(THREAD);
	}

	DatabaseWatcher(String threadName) {
		this.threadName = threadName;
	}

	/**
	 * Watch it, from now on if running.
	 * @param watched what to read
	 */
	public synchronized void add(PollTask watched) {
		this.turns.add(new Turn(watched));
	}

	/**
	 * Watch it no more. Does not wait for a reading.
	 * @param watched the reading that was queued
	 */
	public synchronized void remove(PollTask watched) {
		this.turns.removeIf((turn) -> turn.watched == watched);
		watched.stopped();
	}

	/** Begin to read. Does nothing while running. */
	@SuppressWarnings("FutureReturnValueIgnored") // a tick never throws
	public synchronized void start() {
		if (this.ticker != null) {
			return;
		}
		ThreadFactory threads = (task) -> {
			Thread thread = new Thread(task, this.threadName);
			thread.setDaemon(true);
			return thread;
		};
		this.turns.forEach(Turn::begin);
		for (int i = 0; i < MOST_THREADS; i++) {
			// a thread is started with the first reading it is for
			this.readers
				.add(new ThreadPoolExecutor(1, 1, 0, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), threads));
		}
		this.ticker = new ScheduledThreadPoolExecutor(1, threads);
		this.ticker.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
	}

	/** Read no more. Does nothing unless running, and does not wait for a reading. */
	public synchronized void stop() {
		if (this.ticker != null) {
			this.ticker.shutdownNow();
			this.readers.forEach(ThreadPoolExecutor::shutdownNow);
			this.readers.clear();
			this.ticker = null;
			this.turns.forEach((turn) -> turn.watched.stopped());
		}
	}

	/**
	 * Whether it reads.
	 * @return whether started and not stopped
	 */
	public synchronized boolean isRunning() {
		return this.ticker != null;
	}

	private synchronized void tick() {
		if (this.ticker != null) {
			long now = System.nanoTime();
			for (int i = 0; i < this.turns.size(); i++) {
				this.turns.get(i).tick(this.readers.get(i % MOST_THREADS), now);
			}
		}
	}

	/** When one of them is next. */
	private static final class Turn {

		private final PollTask watched;

		private final AtomicBoolean running = new AtomicBoolean();

		private volatile boolean succeeded;

		private volatile Duration pause = FIRST;

		private volatile long next = System.nanoTime() + FIRST.toNanos();

		Turn(PollTask watched) {
			this.watched = watched;
		}

		void begin() {
			// tasks that were queued when it was stopped are not run any more
			this.running.set(false);
			this.watched.started();
			this.succeeded = false;
			this.pause = FIRST;
			this.next = System.nanoTime() + FIRST.toNanos();
		}

		void tick(ThreadPoolExecutor executor, long now) {
			try {
				if (this.running.get()) {
					this.watched.hurry();
				}
				else if (now - this.next >= 0 && this.running.compareAndSet(false, true)) {
					submit(executor);
				}
			}
			catch (Throwable ex) {
				// or the ticker would not come again
			}
		}

		private void submit(ThreadPoolExecutor executor) {
			try {
				executor.execute(this::run);
			}
			catch (RejectedExecutionException | OutOfMemoryError ex) {
				// no thread can be had: at the next tick
				this.running.set(false);
			}
		}

		private void run() {
			try {
				if (this.watched.read()) {
					this.succeeded = true;
				}
			}
			catch (Throwable ex) {
				// it has said that it does not; the next turn comes all the same
			}
			finally {
				Duration interval = this.watched.interval();
				Duration wait = (this.succeeded || this.pause.compareTo(interval) > 0) ? interval : this.pause;
				this.pause = wait.multipliedBy(2);
				this.next = System.nanoTime() + wait.toNanos();
				this.running.set(false);
			}
		}

	}

}
