package io.github.connectionpool.checkout;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How long one kind of wait took: since the start for meters, over the last minutes for
 * people. Thread-safe.
 */
public final class Timing {

	/** The time that {@link #recent()} looks back, at least. */
	public static final Duration WINDOW = Duration.ofMinutes(5);

	private static final int MARKS = 5;

	private static final long MARK_NANOS = WINDOW.toNanos() / MARKS;

	private final DurationHistogram histogram = new DurationHistogram();

	/** What had been recorded at each of the last marks, oldest first. */
	private final Deque<DurationHistogram.Snapshot> marks = new ArrayDeque<>();

	private long markedNanos = System.nanoTime();

	Timing() {
		this.marks.add(this.histogram.snapshot());
	}

	void record(long nanos) {
		this.histogram.record(nanos);
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
		return this.histogram.snapshot().since(this.marks.getFirst());
	}

	/**
	 * Let go of what is older than the window. For the watching thread, at every look.
	 * @param now {@link System#nanoTime()}
	 */
	public synchronized void advance(long now) {
		if (now - this.markedNanos < MARK_NANOS) {
			return;
		}
		this.markedNanos = now;
		this.marks.addLast(this.histogram.snapshot());
		while (this.marks.size() > MARKS + 1) {
			this.marks.removeFirst();
		}
	}

}
