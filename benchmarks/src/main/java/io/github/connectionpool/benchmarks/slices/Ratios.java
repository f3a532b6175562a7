package io.github.connectionpool.benchmarks.slices;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.HdrHistogram.Histogram;

/**
 * One variant compared with another of the same run.
 */
public final class Ratios {

	private static final int RESAMPLES = 400;

	/** The same figures give the same intervals. */
	private static final long SEED = 20260101;

	private Ratios() {
	}

	/**
	 * How much one does for each operation of the other.
	 * @param of the one
	 * @param to the other
	 * @return the median of the blocks' ratios
	 */
	public static Interval throughput(Samples of, Samples to) {
		double[] ratios = of.throughputs();
		double[] others = to.throughputs();
		for (int i = 0; i < ratios.length; i++) {
			ratios[i] /= others[i];
		}
		return Interval.ofMedian(ratios);
	}

	/**
	 * How long operations of one take compared with the other's, all blocks together. The
	 * bounds are from drawing blocks again and again, since the samples of a block are
	 * not independent.
	 * @param of the one
	 * @param to the other
	 * @param percentiles of which to tell the ratio, 0 to 100
	 * @return for each percentile the ratio
	 */
	public static List<Interval> latency(Samples of, Samples to, double... percentiles) {
		List<Histogram> ones = of.latencies();
		List<Histogram> others = to.latencies();
		Random random = new Random(SEED);
		double[][] repeated = new double[percentiles.length][RESAMPLES];
		for (int i = 0; i < RESAMPLES; i++) {
			int[] blocks = random.ints(ones.size(), 0, ones.size()).toArray();
			double[] ratios = ratios(sum(ones, blocks), sum(others, blocks), percentiles);
			for (int j = 0; j < ratios.length; j++) {
				repeated[j][i] = ratios[j];
			}
		}
		double[] seen = ratios(of.total(), to.total(), percentiles);
		Interval[] intervals = new Interval[percentiles.length];
		Arrays.setAll(intervals, (i) -> Interval.ofRepetitions(seen[i], repeated[i]));
		return List.of(intervals);
	}

	private static Histogram sum(List<Histogram> histograms, int[] blocks) {
		Histogram sum = Samples.histogram();
		for (int block : blocks) {
			sum.add(histograms.get(block));
		}
		return sum;
	}

	private static double[] ratios(Histogram of, Histogram to, double... percentiles) {
		return Arrays.stream(percentiles)
			.map((percentile) -> (double) of.getValueAtPercentile(percentile) / to.getValueAtPercentile(percentile))
			.toArray();
	}

}
