package io.github.connectionpool.internal.timing;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.report.ConnectionCounts;

/**
 * Learns how many of a pool's connections are usually borrowed, from checks a second
 * apart. For the watching thread.
 */
public final class UtilizationBaseline {

	/** Shares of the pool's size, 5 % each, and the full pool. */
	private static final int SHARES = 20;

	/** The share of the checks within which a utilization is usual. */
	private static final double USUAL = 0.95;

	/** How many checks are needed before a utilization is known as usual. */
	static final int LEARNING = 60;

	/**
	 * At this number of checks all counts are halved, so that an hour ago has little
	 * weight.
	 */
	private static final int MEMORY = 1_200;

	private static final long BETWEEN_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final int[] checks = new int[SHARES + 1];

	private int all;

	private long lastNanos;

	private @Nullable Integer max;

	/**
	 * Take in the counts of a check.
	 * @param counts the pool's counts
	 * @param now {@link System#nanoTime()}
	 */
	public void checked(ConnectionCounts counts, long now) {
		this.max = counts.max();
		// under pressure checks follow each other within less than a second
		if (this.max == null || this.max <= 0 || (this.all > 0 && now - this.lastNanos < BETWEEN_NANOS)) {
			return;
		}
		this.lastNanos = now;
		this.checks[Math.min(SHARES, counts.active() * SHARES / this.max)]++;
		if (++this.all >= MEMORY) {
			forgetHalf();
		}
	}

	private void forgetHalf() {
		this.all = 0;
		for (int i = 0; i <= SHARES; i++) {
			this.checks[i] /= 2;
			this.all += this.checks[i];
		}
	}

	/**
	 * From how many borrowed connections on the number is unusual. It is at least a
	 * quarter of the pool, at most all but one, and half of the pool during the first
	 * checks. In a pool of one, each borrow takes the last connection.
	 * @return a number of connections; {@link Integer#MAX_VALUE} for a pool without a
	 * limit
	 */
	public int unusualFrom() {
		if (this.max == null || this.max <= 0) {
			return Integer.MAX_VALUE;
		}
		int quarter = (this.max + 3) / 4;
		int from = (this.all < LEARNING) ? (this.max + 1) / 2 : mostUsual(this.max) + 1;
		return Math.min(Math.max(1, Math.max(from, quarter)), this.max - 1);
	}

	/**
	 * The largest number of connections in the share that the 95th percentile reaches.
	 */
	private int mostUsual(int max) {
		int seen = 0;
		int share = -1;
		while (seen < this.all * USUAL) {
			seen += this.checks[++share];
		}
		return ((share + 1) * max - 1) / SHARES;
	}

}
