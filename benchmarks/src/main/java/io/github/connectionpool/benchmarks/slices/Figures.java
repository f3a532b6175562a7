package io.github.connectionpool.benchmarks.slices;

/**
 * Figures with no more digits than mean something.
 */
public final class Figures {

	private static final double NANOS_IN_A_MICRO = 1000;

	private Figures() {
	}

	/**
	 * Nanoseconds as microseconds.
	 * @param nanos nanoseconds
	 * @return with one digit behind the point
	 */
	public static double micros(long nanos) {
		return round(nanos / NANOS_IN_A_MICRO, 1);
	}

	/**
	 * Fewer digits.
	 * @param value a number
	 * @param digits how many behind the point
	 * @return the number rounded
	 */
	public static double round(double value, int digits) {
		double factor = Math.pow(10, digits);
		return Math.round(value * factor) / factor;
	}

	/**
	 * A ratio as it is compared with a threshold.
	 * @param value the ratio
	 * @return with three digits behind the point
	 */
	public static double ratio(double value) {
		return round(value, 3);
	}

	/**
	 * Bounds of a ratio, for people.
	 * @param interval the interval
	 * @return for example {@code 0.991 to 1.004}
	 */
	public static String bounds(Interval interval) {
		return ratio(interval.low()) + " to " + ratio(interval.high());
	}

}
