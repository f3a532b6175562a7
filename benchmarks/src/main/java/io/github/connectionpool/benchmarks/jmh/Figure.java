package io.github.connectionpool.benchmarks.jmh;

import java.util.List;
import java.util.function.ToDoubleFunction;

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

	private double median(ToDoubleFunction<Measured> what) {
		return new ListStatistics(this.rounds.stream().mapToDouble(what).toArray()).getPercentile(50);
	}

}
