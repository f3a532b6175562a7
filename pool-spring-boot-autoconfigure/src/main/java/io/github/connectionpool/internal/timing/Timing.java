package io.github.connectionpool.internal.timing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

import io.github.connectionpool.report.Distribution;

/**
 * How long one kind of wait took: since the start for meters, over the last minutes for
 * people. Thread-safe.
 */
public final class Timing {

	/** The time that {@link #recent()} looks back, at least. */
	public static final Duration WINDOW = Duration.ofMinutes(5);

	private static final int MARKS = 5;

	private static final long MARK_NANOS = WINDOW.toNanos() / MARKS;

	private final DurationHistogram histogram;

	/** What had been recorded at each of the last marks, oldest first. */
	private final Deque<Mark> marks = new ArrayDeque<>();

	private record Mark(long nanos, DurationHistogram.Snapshot snapshot) {

	}

	/**
	 * Create without anything recorded.
	 * @param places how many places callers may have
	 */
	public Timing(int places) {
		this.histogram = new DurationHistogram(places);
		this.marks.add(new Mark(System.nanoTime(), this.histogram.snapshot()));
	}

	/**
	 * Record how long it took.
	 * @param place the caller's own, or the one behind the last for callers that share it
	 * @param nanos how long
	 */
	public void record(int place, long nanos) {
		this.histogram.record(place, nanos);
	}

	/**
	 * Everything since the start.
	 * @return the histogram, which goes on
	 */
	public DurationHistogram sinceStart() {
		return this.histogram;
	}

	/**
	 * What was recorded in the last five to six minutes.
	 * @return the distribution
	 */
	public synchronized Distribution recent() {
		return this.histogram.snapshot().since(this.marks.getFirst().snapshot());
	}

	/**
	 * What was recorded in the last five to six minutes, and what has not ended yet.
	 * @param open how long each of those has taken so far
	 * @return the distribution
	 */
	public synchronized Distribution recentWith(Collection<Duration> open) {
		return this.histogram.snapshot().with(open).since(this.marks.getFirst().snapshot());
	}

	/**
	 * How far {@link #recent()} looks back.
	 * @return five to six minutes, less while the application is younger
	 */
	public synchronized Duration recentTime() {
		return Duration.ofNanos(Math.max(1, System.nanoTime() - this.marks.getFirst().nanos()));
	}

	/**
	 * Let go of what is older than the window. For the watching thread, at every look.
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
