package io.github.connectionpool.evaluation.approach;

import java.util.Map;

/**
 * What became of the requests of one run. Values that need a served request are NaN
 * without one.
 *
 * @param served how many were served
 * @param failures how many failed, by kind
 * @param throughput requests served in a second
 * @param p50Millis median of the time from arrival to completion, in milliseconds, of
 * those that were served
 * @param p99Millis the same, 99th percentile
 * @param transactionMillis mean time of a transaction, in milliseconds
 * @param heldMillis mean time a connection was held, in milliseconds
 * @param cpuLoad what share of the machine's processors was busy, 0 to 1; negative if not
 * known
 */
record LoadResult(int served, Map<String, Integer> failures, double throughput, double p50Millis, double p99Millis,
		double transactionMillis, double heldMillis, double cpuLoad) {

	/** How many failed. */
	int failed() {
		return this.failures.values().stream().mapToInt(Integer::intValue).sum();
	}

}
