package io.github.connectionpool.benchmarks.startup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import io.github.connectionpool.benchmarks.Progress;
import io.github.connectionpool.benchmarks.result.Table;
import io.github.connectionpool.benchmarks.slices.Figures;
import io.github.connectionpool.benchmarks.slices.Interval;

/**
 * Starts with the starter and without, in pairs, the second pair the other way round.
 */
final class StartCosts {

	private static final double KIBI = 1024;

	private final List<List<Object>> rows = new ArrayList<>();

	/**
	 * Start and compare.
	 * @return by how much later the application is ready, in milliseconds
	 */
	double add(String what, boolean web, ApplicationFiles files, int pairs, Progress progress)
			throws IOException, InterruptedException {
		String pathWith = files.classPath(true);
		String pathWithout = files.classPath(false);
		if (pairs > 1) {
			// the first reads the jars from the disk
			Start.of(pathWith, web);
		}
		List<Start> with = new ArrayList<>();
		List<Start> without = new ArrayList<>();
		for (int i = 1; i <= pairs; i++) {
			progress.say("%s: pair %d of %d".formatted(what, i, pairs));
			if (i % 2 == 0) {
				with.add(Start.of(pathWith, web));
				without.add(Start.of(pathWithout, web));
			}
			else {
				without.add(Start.of(pathWithout, web));
				with.add(Start.of(pathWith, web));
			}
		}
		add(what + ", heap, KiB", without, with, (start) -> start.heap() / KIBI);
		add(what + ", metaspace, KiB", without, with, (start) -> start.metaspace() / KIBI);
		add(what + ", classes", without, with, Start::classes);
		add(what + ", processor time until ready, ms", without, with, Start::cpuMillis);
		return add(what + ", from the JVM's start until ready, ms", without, with, Start::millis).value();
	}

	private Interval add(String what, List<Start> without, List<Start> with, ToDoubleFunction<Start> figure) {
		double[] before = without.stream().mapToDouble(figure).toArray();
		double[] after = with.stream().mapToDouble(figure).toArray();
		double[] added = new double[before.length];
		for (int i = 0; i < added.length; i++) {
			added[i] = after[i] - before[i];
		}
		Interval interval = Interval.ofMedian(added);
		this.rows.add(List.of(what, Math.round(Interval.median(before)), Math.round(Interval.median(after)),
				Figures.round(interval.value(), 1),
				Figures.round(interval.low(), 1) + " to " + Figures.round(interval.high(), 1), added.length));
		return interval;
	}

	Table table() {
		return new Table("A start and the memory that is held after it; added is the median of the pairs' differences",
				List.of("of", "without", "with", "added", "95 % interval", "pairs"), this.rows);
	}

}
