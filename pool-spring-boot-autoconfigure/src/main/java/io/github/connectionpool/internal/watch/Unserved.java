package io.github.connectionpool.internal.watch;

import java.time.Duration;

import io.github.connectionpool.report.ConnectionCounts;

/**
 * For how long borrowers have waited at a pool while none of them got a connection.
 * Written by the one watching thread, read by any.
 */
final class Unserved {

	private long borrows;

	private long sinceNanos;

	private volatile Duration time = Duration.ZERO;

	/**
	 * Take in the counts of a check.
	 * @param borrows how many connections have been lent since the start
	 */
	void checked(ConnectionCounts counts, long borrows, long now) {
		boolean waiting = counts.pending() != null && counts.pending() > 0;
		if (!waiting || borrows != this.borrows) {
			this.sinceNanos = now;
		}
		this.borrows = borrows;
		this.time = Duration.ofNanos(Math.max(0, now - this.sinceNanos));
	}

	Duration time() {
		return this.time;
	}

}
