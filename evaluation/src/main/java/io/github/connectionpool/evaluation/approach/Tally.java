package io.github.connectionpool.evaluation.approach;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the requests of one run. Thread-safe.
 */
final class Tally {

	private final long startNanos = System.nanoTime();

	private final Map<String, Integer> failures = new TreeMap<>();

	private long[] latencies = new long[1024];

	private int served;

	private long lastNanos = this.startNanos;

	private long transactionNanos;

	private long heldNanos;

	synchronized void served(long latencyNanos, Workload.Times times) {
		if (this.served == this.latencies.length) {
			this.latencies = Arrays.copyOf(this.latencies, this.served * 2);
		}
		this.latencies[this.served++] = latencyNanos;
		this.lastNanos = System.nanoTime();
		this.transactionNanos += times.transactionNanos();
		this.heldNanos += times.heldNanos();
	}

	synchronized void failed(String kind, int count) {
		if (count > 0) {
			this.failures.merge(kind, count, Integer::sum);
		}
	}

	void failed(SQLException ex) {
		failed(Failure.kind(ex), 1);
	}

	/**
	 * The result so far.
	 * @param atLeast the least time over which the throughput is taken; longer if the
	 * last request was served later
	 * @param cpuLoad what share of the machine's processors was busy, 0 to 1
	 * @return what became of the requests
	 */
	synchronized LoadResult result(Duration atLeast, double cpuLoad) {
		long[] sorted = Arrays.copyOf(this.latencies, this.served);
		Arrays.sort(sorted);
		double seconds = Math.max(atLeast.toNanos(), this.lastNanos - this.startNanos) / 1e9;
		return new LoadResult(this.served, new TreeMap<>(this.failures), this.served / seconds,
				percentileMillis(sorted, 0.5), percentileMillis(sorted, 0.99), meanMillis(this.transactionNanos),
				meanMillis(this.heldNanos), cpuLoad);
	}

	private double meanMillis(long nanos) {
		return (this.served > 0) ? nanos / 1e6 / this.served : Double.NaN;
	}

	/** By nearest rank. */
	private static double percentileMillis(long[] sorted, double share) {
		return (sorted.length > 0) ? sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6 : Double.NaN;
	}

}
