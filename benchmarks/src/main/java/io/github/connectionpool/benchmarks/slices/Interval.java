package io.github.connectionpool.benchmarks.slices;

import java.util.Arrays;

/**
 * A value and the bounds in which it is with a confidence of 95 %.
 *
 * @param value the results
 * @param low the lower bound
 * @param high the upper bound
 */
public record Interval(double value, double low, double high) {

	private static final double ERROR_ON_A_SIDE = 0.025;

	/** The smallest double is reached soon after. */
	private static final int MAX_SEEN = 1000;

	/**
	 * The median of the samples, between two order statistics, which needs no assumption
	 * on how the values are distributed. Fewer than six values cannot give that
	 * confidence: then all they spread over is told.
	 * @param seen one to a thousand values
	 * @return the median and its bounds
	 */
	public static Interval ofMedian(double... seen) {
		if (seen.length == 0 || seen.length > MAX_SEEN) {
			throw new IllegalArgumentException("There is no interval of " + seen.length + " values");
		}
		double[] sorted = seen.clone();
		Arrays.sort(sorted);
		int outside = outside(sorted.length);
		return new Interval(medianOfSorted(sorted), sorted[outside], sorted[sorted.length - 1 - outside]);
	}

	/**
	 * The middle of those of many repetitions.
	 * @param value the results
	 * @param repeated the samples of resampled data
	 * @return the value between the percentiles of the repetitions
	 */
	public static Interval ofRepetitions(double value, double... repeated) {
		double[] sorted = repeated.clone();
		Arrays.sort(sorted);
		int outside = (int) (ERROR_ON_A_SIDE * sorted.length);
		return new Interval(value, sorted[outside], sorted[sorted.length - 1 - outside]);
	}

	/**
	 * The middle.
	 * @param seen at least one value
	 * @return of an even number of values the mean of the middle ones
	 */
	public static double median(double... seen) {
		double[] sorted = seen.clone();
		Arrays.sort(sorted);
		return medianOfSorted(sorted);
	}

	private static double medianOfSorted(double[] sorted) {
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

	/** How many values on each side are beyond the bounds: a sign test. */
	private static int outside(int count) {
		double probability = Math.pow(0.5, count);
		double sum = probability;
		int outside = 0;
		while (sum <= ERROR_ON_A_SIDE) {
			probability = probability * (count - outside) / (outside + 1);
			outside++;
			sum += probability;
		}
		return Math.max(0, outside - 1);
	}

}
