package io.github.connectionpool.benchmarks.slices;

import java.util.ArrayList;
import java.util.List;

import org.HdrHistogram.Histogram;

/**
 * The samples of one variant, block by block.
 */
public final class Samples {

	private static final long LONGEST_NANOS = 60_000_000_000L;

	private static final int DIGITS = 3;

	private final String variant;

	private final List<Double> throughputs = new ArrayList<>();

	private final List<Double> cpuNanos = new ArrayList<>();

	private final List<Histogram> latencies = new ArrayList<>();

	Samples(String variant) {
		this.variant = variant;
	}

	static Histogram histogram() {
		return new Histogram(LONGEST_NANOS, DIGITS);
	}

	void add(double throughput, long cpuNanos, Histogram latencies) {
		this.throughputs.add(throughput);
		this.cpuNanos.add((double) cpuNanos / latencies.getTotalCount());
		this.latencies.add(latencies);
	}

	/**
	 * The measurements.
	 * @return the variant's name
	 */
	public String variant() {
		return this.variant;
	}

	/**
	 * How much was done in a block.
	 * @return operations in a second, for each block
	 */
	public double[] throughputs() {
		return this.throughputs.stream().mapToDouble(Double::doubleValue).toArray();
	}

	/**
	 * How long the threads computed for an operation. Other work on the machine blurs
	 * this less than any other time.
	 * @return nanoseconds, for each block
	 */
	public double[] cpuNanos() {
		return this.cpuNanos.stream().mapToDouble(Double::doubleValue).toArray();
	}

	/**
	 * How long operations took.
	 * @return nanoseconds, for each block
	 */
	public List<Histogram> latencies() {
		return List.copyOf(this.latencies);
	}

	/**
	 * How long all operations took.
	 * @return nanoseconds
	 */
	public Histogram total() {
		Histogram total = histogram();
		this.latencies.forEach(total::add);
		return total;
	}

}
