package io.github.connectionpool.benchmarks.postgres;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.benchmarks.result.GroupResult;
import io.github.connectionpool.benchmarks.result.Table;
import io.github.connectionpool.benchmarks.result.Target;
import io.github.connectionpool.benchmarks.slices.Figures;
import io.github.connectionpool.benchmarks.slices.Interval;
import io.github.connectionpool.benchmarks.slices.Ratios;
import io.github.connectionpool.benchmarks.slices.Samples;

/**
 * The results of all workloads.
 */
final class PostgresTables {

	private static final double LEAST_THROUGHPUT = 0.98;

	private static final double MOST_P99 = 1.03;

	private static final int P99 = 1;

	private static final double[] PERCENTILES = { 50, 99, 99.9 };

	private final List<List<Object>> throughput = new ArrayList<>();

	private final List<List<Object>> latency = new ArrayList<>();

	private final List<Target> targets = new ArrayList<>();

	/**
	 * Adds the results.
	 * @param counts whether targets are about it
	 * @param samples of each application; the first is without the starter, the second
	 * has it at its defaults
	 */
	void add(String workload, boolean counts, List<Samples> samples) {
		Samples without = samples.get(0);
		addThroughput(workload, without, null);
		addLatency(workload, without, List.of());
		for (Samples one : samples.subList(1, samples.size())) {
			Interval throughput = Ratios.throughput(one, without);
			List<Interval> latencies = Ratios.latency(one, without, PERCENTILES);
			addThroughput(workload, one, throughput);
			addLatency(workload, one, latencies);
			if (counts && one == samples.get(1)) {
				this.targets.add(Target.atLeast("throughput with the starter to without, " + workload, LEAST_THROUGHPUT,
						throughput.value()));
				this.targets.add(Target.atMost("p99 with the starter to without, " + workload, MOST_P99,
						latencies.get(P99).value()));
			}
		}
	}

	private void addThroughput(String workload, Samples one, @Nullable Interval ratio) {
		this.throughput.add(List.of(workload, one.variant(), Math.round(Interval.median(one.throughputs())),
				(ratio != null) ? Figures.ratio(ratio.value()) : "", (ratio != null) ? Figures.bounds(ratio) : "",
				Figures.micros((long) Interval.median(one.cpuNanos()))));
	}

	/** Without ratios where it is compared with nothing. */
	private void addLatency(String workload, Samples one, List<Interval> ratios) {
		List<Object> row = new ArrayList<>(List.of(workload, one.variant()));
		for (int i = 0; i < PERCENTILES.length; i++) {
			row.add(Figures.micros(one.total().getValueAtPercentile(PERCENTILES[i])));
			row.add(ratios.isEmpty() ? "" : Figures.ratio(ratios.get(i).value()));
		}
		row.add(ratios.isEmpty() ? "" : Figures.bounds(ratios.get(P99)));
		this.latency.add(row);
	}

	GroupResult result(String title) {
		return new GroupResult(title, List.of(
				new Table("Throughput, operations a second; and processor time of the client's threads, µs for each",
						List.of("workload", "starter", "operations a second", "ratio to without", "95 % interval",
								"processor time"),
						this.throughput),
				new Table("Latency, µs, each with its ratio to without", List.of("workload", "starter", "p50", "ratio",
						"p99", "ratio", "p99.9", "ratio", "95 % interval of the ratio of p99"), this.latency)),
				this.targets);
	}

}
