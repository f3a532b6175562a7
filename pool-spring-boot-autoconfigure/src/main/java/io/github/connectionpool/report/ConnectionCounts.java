package io.github.connectionpool.report;

import org.jspecify.annotations.Nullable;

/**
 * How many connections a pool says it has. Immutable.
 *
 * @param active connections that are borrowed
 * @param idle connections that wait to be borrowed, null if the pool does not tell
 * @param max the most it will open, null if there is no limit or the pool does not tell
 * @param min the least it keeps, null if the pool does not tell
 * @param pending threads that wait for a connection, null if the pool does not tell
 * @since 0.1.0
 */
public record ConnectionCounts(int active, @Nullable Integer idle, @Nullable Integer max, @Nullable Integer min,
		@Nullable Integer pending) {

	/**
	 * Connections that are open.
	 * @return borrowed and idle ones, null if the pool does not tell
	 */
	public @Nullable Integer total() {
		return (this.idle != null) ? this.active + this.idle : null;
	}

	/**
	 * How many are borrowed, in words.
	 * @return as "4 of 10 connections"; says so if there are more than a maximum that was
	 * lowered
	 */
	public String borrowedText() {
		if (this.max == null) {
			return this.active + " connections";
		}
		return (this.active > this.max)
				? this.active + " connections (of a maximum that was lowered to " + this.max + ")"
				: this.active + " of " + this.max + " connections";
	}

	/**
	 * The share of the pool that is borrowed.
	 * @return 0 to 1, also while a pool has more than a maximum that was lowered;
	 * {@link Double#NaN} if the pool has no known limit
	 */
	public double utilization() {
		return (this.max != null && this.max > 0) ? Math.min(1, (double) this.active / this.max) : Double.NaN;
	}

}
