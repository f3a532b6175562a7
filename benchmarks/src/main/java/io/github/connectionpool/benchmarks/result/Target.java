package io.github.connectionpool.benchmarks.result;

import java.util.Locale;

/**
 * A threshold and its measurement.
 *
 * @param what the compared value, with its unit
 * @param bound on which side of the limit it has to be
 * @param limit the threshold
 * @param seen the measurements
 */
public record Target(String what, Bound bound, double limit, double seen) {

	/**
	 * A threshold that is not to be exceeded.
	 * @param what the compared value, with its unit
	 * @param limit the threshold
	 * @param seen the measurements
	 * @return the target
	 */
	public static Target atMost(String what, double limit, double seen) {
		return new Target(what, Bound.AT_MOST, limit, seen);
	}

	/**
	 * A threshold that is to be reached.
	 * @param what the compared value, with its unit
	 * @param limit the threshold
	 * @param seen the measurements
	 * @return the target
	 */
	public static Target atLeast(String what, double limit, double seen) {
		return new Target(what, Bound.AT_LEAST, limit, seen);
	}

	/**
	 * Whether it is on the right side. A target that could not be measured is not
	 * reached.
	 * @return whether it was reached
	 */
	public boolean reached() {
		return (this.bound == Bound.AT_MOST) ? this.seen <= this.limit : this.seen >= this.limit;
	}

	/**
	 * The result.
	 * @return a sentence
	 */
	public String sentence() {
		return "%s: %s has to be %s %s, and is %s".formatted(reached() ? "reached" : "MISSED", this.what, this.bound,
				Markdown.number(this.limit), Markdown.number(this.seen));
	}

	/** A side of a limit. */
	public enum Bound {

		/** The limit or less. */
		AT_MOST,

		/** The limit or more. */
		AT_LEAST;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT).replace('_', ' ');
		}

	}

}
