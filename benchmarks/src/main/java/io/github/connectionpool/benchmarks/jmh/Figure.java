package io.github.connectionpool.benchmarks.jmh;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.openjdk.jmh.util.ListStatistics;

/**
 * What all rounds have measured of one thing.
 *
 * @param rounds one for each
 */
public record Figure(List<Measured> rounds) {

	public Figure {
		rounds = List.copyOf(rounds);
	}

	/**
	 * Time of an operation in nanoseconds.
	 * @return the median of the rounds
	 */
	public double nanos() {
		return median(Measured::nanos);
	}

	/**
	 * Bytes allocated by an operation.
	 * @return the median of the rounds
	 */
	public double bytes() {
		return median(Measured::bytes);
	}

	/**
	 * Time of an operation in the fastest round.
	 * @return nanoseconds
	 */
	public double lowest() {
		return this.rounds.stream().mapToDouble(Measured::nanos).min().orElse(Double.NaN);
	}

	/**
	 * Time of an operation in the slowest round.
	 * @return nanoseconds
	 */
	public double highest() {
		return this.rounds.stream().mapToDouble(Measured::nanos).max().orElse(Double.NaN);
	}

	/**
	 * Time of an operation compared with another's, each round by itself: all
	 * measurements of a round have the same machine.
	 * @param other what to compare with
	 * @return the median of the ratios of those rounds that both have
	 */
	public double over(Figure other) {
		return median(IntStream.range(0, Math.min(this.rounds.size(), other.rounds.size()))
			.mapToDouble((round) -> this.rounds.get(round).nanos() / other.rounds.get(round).nanos()));
	}

	private double median(ToDoubleFunction<Measured> what) {
		return median(this.rounds.stream().mapToDouble(what));
	}

	private static double median(DoubleStream values) {
		return new ListStatistics(values.toArray()).getPercentile(50);
	}

}
