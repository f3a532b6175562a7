package io.github.connectionpool.internal.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.report.ConnectionCounts;

/**
 * The use of a pool minute by minute, for an hour. Written by the watching thread, read
 * by any.
 */
public final class MinuteHistory {

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	private static final int MINUTES = 60;

	/** The minutes that are over, oldest first. */
	private final Deque<Minute> over = new ArrayDeque<>();

	private @Nullable Running running;

	/** Failures and exhaustions since the start, as last seen. */
	private long failures;

	private long exhaustions;

	/**
	 * A minute of a pool. Immutable.
	 *
	 * @param at its beginning
	 * @param length how long it was, less while it goes on
	 * @param least the fewest connections that were out
	 * @param mean the connections that were out on average
	 * @param most the most connections that were out
	 * @param max the most that the pool would open, null if it has no limit
	 * @param pending the most borrowers that waited, null if the pool does not tell
	 * @param leaked the most checkouts that were leaked
	 * @param failed how many borrowers failed
	 * @param exhaustions how many exhaustions began
	 */
	public record Minute(Instant at, Duration length, int least, double mean, int most, @Nullable Integer max,
			@Nullable Integer pending, int leaked, long failed, long exhaustions) {

	}

	/** The present minute. */
	private static final class Running {

		private final Instant at;

		private final long nanos;

		private long sampledNanos;

		private long endNanos;

		private int least = Integer.MAX_VALUE;

		private int most;

		/** Connections times nanoseconds, and these nanoseconds. */
		private double held;

		private double observed;

		private @Nullable Integer max;

		private @Nullable Integer pending;

		private int leaked;

		private long failed;

		private long exhaustions;

		private Running(Instant at, long nanos) {
			this.at = at;
			this.nanos = nanos;
			this.sampledNanos = nanos;
			this.endNanos = nanos;
		}

		private void out(int out, long now) {
			this.endNanos = Math.max(this.endNanos, now);
			this.least = Math.min(this.least, out);
			this.most = Math.max(this.most, out);
		}

		private Minute minute() {
			double mean = (this.observed > 0) ? this.held / this.observed : (this.least + this.most) / 2.0;
			return new Minute(this.at, Duration.ofNanos(Math.min(this.endNanos - this.nanos, MINUTE)), this.least,
					Math.max(this.least, Math.min(mean, this.most)), this.most, this.max, this.pending, this.leaked,
					this.failed, this.exhaustions);
		}

	}

	/**
	 * Take in a sample.
	 * @param out how many connections are out
	 * @param now {@link System#nanoTime()}
	 */
	public synchronized void sampled(int out, long now) {
		Running minute = this.running;
		if (minute == null || now - minute.nanos >= MINUTE) {
			// a minute begins with a check, which has all numbers
			return;
		}
		double passed = Math.max(0, now - minute.sampledNanos);
		minute.held += out * passed;
		minute.observed += passed;
		minute.sampledNanos += (long) passed;
		minute.out(out, now);
	}

	/**
	 * Take in a check.
	 * @param counts the pool's counts
	 * @param leaked how many checkouts are leaked
	 * @param failures how many borrowers have failed since the start
	 * @param exhaustions how many exhaustions there were since the start
	 * @param now {@link System#nanoTime()}
	 */
	public synchronized void checked(ConnectionCounts counts, int leaked, long failures, long exhaustions, long now) {
		Running minute = minute(now);
		minute.out(counts.active(), now);
		minute.max = counts.max();
		if (counts.pending() != null) {
			minute.pending = Math.max(counts.pending(), (minute.pending != null) ? minute.pending : 0);
		}
		minute.leaked = Math.max(minute.leaked, leaked);
		minute.failed += failures - this.failures;
		minute.exhaustions += exhaustions - this.exhaustions;
		this.failures = failures;
		this.exhaustions = exhaustions;
	}

	private Running minute(long now) {
		Running minute = this.running;
		if (minute != null && now - minute.nanos < MINUTE) {
			return minute;
		}
		long begin = now;
		if (minute != null) {
			// after a pause of the watch the next minute begins with the check
			boolean joins = now - minute.nanos < 2 * MINUTE;
			begin = joins ? minute.nanos + MINUTE : now;
			minute.endNanos = joins ? begin : minute.endNanos;
			this.over.addLast(minute.minute());
		}
		while (this.over.size() > MINUTES) {
			this.over.removeFirst();
		}
		Running next = new Running(Instant.now().minusNanos(now - begin), begin);
		this.running = next;
		return next;
	}

	/**
	 * The minutes.
	 * @return oldest first, at most 61, of which the last one goes on
	 */
	public synchronized List<Minute> minutes() {
		List<Minute> minutes = new ArrayList<>(this.over);
		if (this.running != null) {
			minutes.add(this.running.minute());
		}
		return minutes;
	}

}
