package io.github.connectionpool.evaluation.scenario;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

import io.github.connectionpool.evaluation.work.Task;
import io.github.connectionpool.evaluation.work.Work;

/**
 * What one run of a scenario has: a pool of its own, a time, and the kinds of work that
 * an application does. Thread-safe.
 */
public final class Run {

	private static final AtomicInteger rows = new AtomicInteger();

	private final DataSource dataSource;

	private final Work work;

	private final Duration horizon;

	private final long horizonNanos;

	private final CountDownLatch stopped = new CountDownLatch(1);

	private final Deque<Runnable> atEnd = new ArrayDeque<>();

	private final int row;

	private final boolean hurried;

	private volatile @Nullable Long workEndedNanos;

	/**
	 * Create for a run that begins now.
	 * @param dataSource the pool
	 * @param work the kinds of work
	 * @param horizon how long innocents hold on
	 */
	public Run(DataSource dataSource, Work work, Duration horizon) {
		this(dataSource, work, horizon, rows.incrementAndGet(), false);
	}

	private Run(DataSource dataSource, Work work, Duration horizon, int row, boolean hurried) {
		this.dataSource = dataSource;
		this.work = work;
		this.horizon = horizon;
		this.horizonNanos = System.nanoTime() + horizon.toNanos();
		this.row = row;
		this.hurried = hurried;
	}

	/**
	 * One more run, with the same row, that makes no pauses and in which nothing has to
	 * fail.
	 * @param dataSource leads to the same pool
	 * @return a new run
	 */
	public Run hurried(DataSource dataSource) {
		return new Run(dataSource, this.work, Duration.ZERO, this.row, true);
	}

	/**
	 * The pool of this run.
	 * @return the data source
	 */
	public DataSource dataSource() {
		return this.dataSource;
	}

	/**
	 * The kinds of work an application does.
	 * @return requests, tasks, messages
	 */
	public Work work() {
		return this.work;
	}

	/**
	 * How long innocents hold on.
	 * @return the whole time
	 */
	public Duration horizon() {
		return this.horizon;
	}

	/**
	 * The rest of the horizon.
	 * @return zero when it is over
	 */
	public Duration left() {
		return Duration.ofNanos(Math.max(0, this.horizonNanos - System.nanoTime()));
	}

	/**
	 * Whether innocents still have to hold on.
	 * @return false from the horizon on
	 */
	public boolean goesOn() {
		return System.nanoTime() < this.horizonNanos;
	}

	/**
	 * Sleep.
	 * @param time how long
	 * @throws InterruptedException if the thread is interrupted
	 */
	public void pause(Duration time) throws InterruptedException {
		if (this.hurried) {
			Thread.onSpinWait();
			return;
		}
		Thread.sleep(time.toMillis());
	}

	/**
	 * Sleep, but not beyond the horizon.
	 * @param time how long at most
	 * @throws InterruptedException if the thread is interrupted
	 */
	public void pauseWithin(Duration time) throws InterruptedException {
		Duration left = left();
		pause((time.compareTo(left) < 0) ? time : left);
	}

	/**
	 * Sleep until the horizon.
	 * @throws InterruptedException if the thread is interrupted
	 */
	public void pauseToHorizon() throws InterruptedException {
		pause(left());
	}

	/**
	 * A row of the tables that no other run touches.
	 * @return its key
	 */
	public int row() {
		return this.row;
	}

	/**
	 * To be called by leaks at the moment when the work that leaks has ended.
	 */
	public void workEnded() {
		this.workEndedNanos = System.nanoTime();
	}

	/**
	 * When the work that leaks has ended.
	 * @return {@link System#nanoTime()}, empty if it goes on
	 */
	public OptionalLong workEndedNanos() {
		Long ended = this.workEndedNanos;
		return (ended != null) ? OptionalLong.of(ended) : OptionalLong.empty();
	}

	/**
	 * Runs a step that has to fail for the connection to be lost.
	 * @param task the step
	 */
	public void expectFailure(Task task) {
		try {
			task.run();
		}
		catch (Exception ex) {
			return;
		}
		if (!this.hurried) {
			throw new IllegalStateException("It did not fail, so nothing was lost");
		}
	}

	/**
	 * Make an executor that is shut down when the run is over, as that of an application
	 * is when it stops. Its threads have the names that the JDK would give them; runs
	 * with the same row stand for one executor.
	 * @param threads how many threads it has
	 * @return an executor whose threads stay
	 */
	public ExecutorService executor(int threads) {
		ExecutorService executor = Executors.newFixedThreadPool(threads,
				new CustomizableThreadFactory("pool-" + this.row + "-thread-"));
		atEnd(executor::shutdownNow);
		return executor;
	}

	/**
	 * Do something when the run is over.
	 * @param action the action
	 */
	public void atEnd(Runnable action) {
		synchronized (this.atEnd) {
			this.atEnd.push(action);
		}
	}

	/**
	 * Whether the run is not over.
	 * @return false once the run is no longer watched
	 */
	public boolean isWatched() {
		return this.stopped.getCount() > 0;
	}

	/**
	 * Tell all that goes on for ever that the run is over.
	 */
	public void stop() {
		this.stopped.countDown();
		synchronized (this.atEnd) {
			this.atEnd.forEach(Runnable::run);
			this.atEnd.clear();
		}
	}

}
