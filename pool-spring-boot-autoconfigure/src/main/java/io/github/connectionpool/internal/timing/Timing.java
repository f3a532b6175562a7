package io.github.connectionpool.internal.timing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

import io.github.connectionpool.report.Distribution;

/**
 * The durations of one kind of wait: since the start for meters, over the last minutes
 * for people. Thread-safe.
 */
public final class Timing {

	/** The least time that {@link #recent()} covers. */
	public static final Duration WINDOW = Duration.ofMinutes(5);

	private static final int MARKS = 5;

	private static final long MARK_NANOS = WINDOW.toNanos() / MARKS;

	private final DurationHistogram histogram;

	/** The counts at each of the last marks, oldest first. */
	private final Deque<Mark> marks = new ArrayDeque<>();

	private record Mark(long nanos, DurationHistogram.Snapshot snapshot) {

	}

	/**
	 * Create without anything recorded.
	 * @param places how many slots callers may have
	 */
	public Timing(int places) {
		this.histogram = new DurationHistogram(places);
		this.marks.add(new Mark(System.nanoTime(), this.histogram.snapshot()));
	}

	/**
	 * Record a duration.
	 * @param place the caller's own slot, or the one after the last for callers that
	 * share it
	 * @param nanos the duration
	 */
	public void record(int place, long nanos) {
		this.histogram.record(place, nanos);
	}

	/**
	 * The durations since the start.
	 * @return the histogram, which goes on
	 */
	public DurationHistogram sinceStart() {
		return this.histogram;
	}

	/**
	 * The durations that ended in the last five to six minutes.
	 * @return the distribution
	 */
	public synchronized Distribution recent() {
		return this.histogram.snapshot().since(this.marks.getFirst().snapshot());
	}

	/**
	 * The durations that ended in the last five to six minutes, and those that have not
	 * ended yet.
	 * @param open how long each of those that have not ended has lasted so far
	 * @return the distribution
	 */
	public synchronized Distribution recentWith(Collection<Duration> open) {
		return this.histogram.snapshot().with(open).since(this.marks.getFirst().snapshot());
	}

	/**
	 * The time that {@link #recent()} covers.
	 * @return five to six minutes, less while the application is younger
	 */
	public synchronized Duration recentTime() {
		return Duration.ofNanos(Math.max(1, System.nanoTime() - this.marks.getFirst().nanos()));
	}

	/**
	 * Forget marks that are older than the window. For the watching thread, at every
	 * check.
	 * @param now {@link System#nanoTime()}
	 */
	public synchronized void advance(long now) {
		if (now - this.marks.getLast().nanos() < MARK_NANOS) {
			return;
		}
		this.marks.addLast(new Mark(now, this.histogram.snapshot()));
		while (this.marks.size() > MARKS + 1) {
			this.marks.removeFirst();
		}
	}

}
