package io.github.connectionpool.benchmarks.postgres;

import java.util.ArrayList;
import java.util.List;

import org.HdrHistogram.Histogram;

import io.github.connectionpool.benchmarks.result.GroupResult;
import io.github.connectionpool.benchmarks.result.Table;
import io.github.connectionpool.benchmarks.result.Target;
import io.github.connectionpool.benchmarks.slices.Figures;
import io.github.connectionpool.benchmarks.slices.Interval;
import io.github.connectionpool.benchmarks.slices.Ratios;
import io.github.connectionpool.benchmarks.slices.Samples;

/**
 * What was seen of all workloads.
 */
final class PostgresTables {

	private static final double LEAST_THROUGHPUT = 0.98;

	private static final double MOST_P99 = 1.03;

	private static final int P99 = 1;

	private static final double[] PERCENTILES = { 50, 99, 99.9 };

	private final List<List<Object>> throughput = new ArrayList<>();

	private final List<List<Object>> latency = new ArrayList<>();

	private final List<Target> targets = new ArrayList<>();

	void add(String workload, boolean counts, List<Samples> samples) {
		Samples without = samples.get(0);
		Samples with = samples.get(1);
		Samples again = samples.get(2);
		Interval throughput = Ratios.throughput(with, without);
		Interval nothing = Ratios.throughput(again, without);
		this.throughput.add(List.of(workload, Math.round(Interval.median(without.throughputs())),
				Math.round(Interval.median(with.throughputs())), Figures.ratio(throughput.value()),
				Figures.bounds(throughput), Figures.ratio(nothing.value()), Figures.bounds(nothing),
				Figures.micros((long) Interval.median(without.cpuNanos())),
				Figures.micros((long) Interval.median(with.cpuNanos()))));
		if (counts) {
			this.targets.add(Target.atLeast("throughput with the starter to without, " + workload, LEAST_THROUGHPUT,
					throughput.value()));
		}
		List<Interval> latencies = Ratios.latency(with, without, PERCENTILES);
		List<Interval> nothings = Ratios.latency(again, without, PERCENTILES);
		Histogram totalWithout = without.total();
		Histogram totalWith = with.total();
		for (int i = 0; i < PERCENTILES.length; i++) {
			this.latency.add(List.of(workload + ", p" + percentile(PERCENTILES[i]),
					Figures.micros(totalWithout.getValueAtPercentile(PERCENTILES[i])),
					Figures.micros(totalWith.getValueAtPercentile(PERCENTILES[i])),
					Figures.ratio(latencies.get(i).value()), Figures.bounds(latencies.get(i)),
					Figures.ratio(nothings.get(i).value()), Figures.bounds(nothings.get(i))));
		}
		if (counts) {
			this.targets.add(Target.atMost("p99 with the starter to without, " + workload, MOST_P99,
					latencies.get(P99).value()));
		}
	}

	private static String percentile(double percentile) {
		return (percentile == Math.rint(percentile)) ? Long.toString((long) percentile) : Double.toString(percentile);
	}

	GroupResult result(String title) {
		return new GroupResult(title, List.of(
				new Table(
						"Throughput, operations a second; and processor time of the client's threads, µs for each",
						List.of("workload", "without", "with", "ratio", "95 % interval", "without again to without",
								"95 % interval of that", "processor time without", "with"),
						this.throughput),
				new Table("Latency, µs", List.of("workload", "without", "with", "ratio", "95 % interval",
						"without again to without", "95 % interval of that"), this.latency)),
				this.targets);
	}

}
