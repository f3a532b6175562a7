package io.github.connectionpool.internal.outage;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The episodes in which borrowers failed at a full pool. Failures that follow each other
 * within {@link #QUIET} are one episode. Thread-safe.
 */
public final class Exhaustions {

	/**
	 * An episode is over when no borrower has failed or was seen waiting for this long.
	 */
	public static final Duration QUIET = Exhaustion.QUIET;

	private long count;

	private @Nullable Exhaustion last;

	/**
	 * A borrower has failed.
	 * @param startedNanos {@link System#nanoTime()} from when it began to wait
	 * @param now {@link System#nanoTime()}
	 * @return the episode, a new one or the one that goes on
	 */
	public synchronized Exhaustion failed(long startedNanos, long now) {
		Exhaustion episode = this.last;
		if (episode == null || episode.isOver(now)) {
			this.count++;
			episode = new Exhaustion(this.count, startedNanos, now);
			this.last = episode;
		}
		episode.failed(now);
		return episode;
	}

	/**
	 * The episode that goes on.
	 * @param now {@link System#nanoTime()}
	 * @return the episode, null if none does
	 */
	public synchronized @Nullable Exhaustion current(long now) {
		return (this.last != null && !this.last.isOver(now)) ? this.last : null;
	}

	/**
	 * The last episode.
	 * @return the episode, over or not; null if there has been none
	 */
	public synchronized @Nullable Exhaustion last() {
		return this.last;
	}

	/**
	 * How many episodes there have been.
	 * @return a number that never falls
	 */
	public synchronized long count() {
		return this.count;
	}

}
