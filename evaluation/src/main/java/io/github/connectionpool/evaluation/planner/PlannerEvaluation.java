package io.github.connectionpool.evaluation.planner;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.connectionpool.evaluation.score.Machine;

/**
 * Measures waits at real pools and compares them with what the planner says.
 */
public final class PlannerEvaluation {

	private static final double[] UTILIZATIONS = { 0.5, 0.7, 0.85 };

	private final PlannerArguments arguments;

	private final PrintStream out;

	/**
	 * Create an evaluation.
	 * @param arguments of the command line
	 * @param out for progress
	 */
	public PlannerEvaluation(PlannerArguments arguments, PrintStream out) {
		this.arguments = arguments;
		this.out = out;
	}

	/**
	 * Measure, compare, and write the tables.
	 * @return the misses, one sentence each
	 * @throws IOException if the tables cannot be written
	 * @throws InterruptedException if the thread is interrupted
	 */
	public List<String> run() throws IOException, InterruptedException {
		List<Comparison> comparisons = new ArrayList<>();
		double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
		for (HoldTimes holdTimes : HoldTimes.values()) {
			this.out.println(
					"Measuring " + holdTimes.text() + " hold times for " + this.arguments.time().toSeconds() + " s");
			comparisons.addAll(measure(holdTimes));
		}
		Files.createDirectories(this.arguments.out());
		Map<String, String> machine = machine(load);
		Files.writeString(this.arguments.out().resolve("planner.md"), PlannerReport.markdown(machine, comparisons));
		Files.writeString(this.arguments.out().resolve("planner.json"), PlannerReport.json(machine, comparisons));
		List<String> missed = PlannerReport.missed(comparisons);
		missed.forEach((sentence) -> this.out.println("missed: " + sentence));
		this.out.println("The table is in " + this.arguments.out().toAbsolutePath());
		return missed;
	}

	private List<Comparison> measure(HoldTimes holdTimes) throws InterruptedException {
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			Map<Load, List<Future<Borrows>>> running = new LinkedHashMap<>();
			for (double utilization : UTILIZATIONS) {
				List<Load> loads = loads(holdTimes, utilization);
				running.put(loads.get(0), loads.stream().map((load) -> threads.submit(measurement(load))).toList());
			}
			List<Comparison> comparisons = new ArrayList<>();
			for (Map.Entry<Load, List<Future<Borrows>>> one : running.entrySet()) {
				comparisons.add(Comparison.of(one.getKey(), results(one.getValue())));
			}
			return comparisons;
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static Callable<Borrows> measurement(Load load) {
		return () -> new LoadedPool(load).run();
	}

	private static List<Borrows> results(List<Future<Borrows>> futures) throws InterruptedException {
		List<Borrows> results = new ArrayList<>();
		for (Future<Borrows> future : futures) {
			try {
				results.add(future.get());
			}
			catch (ExecutionException ex) {
				throw new IllegalStateException(ex);
			}
		}
		return results;
	}

	private List<Load> loads(HoldTimes holdTimes, double utilization) {
		List<Load> loads = new ArrayList<>();
		int pools = this.arguments.copies() * weight(holdTimes, utilization);
		for (int i = 0; i < pools; i++) {
			long seed = Objects.hash(this.arguments.seed(), holdTimes.text(), utilization, i);
			loads.add(new Load(holdTimes, utilization, this.arguments.pool(), this.arguments.hold(),
					this.arguments.time(), seed));
		}
		return loads;
	}

	/**
	 * The fuller a pool and the longer its longest holds, the more it takes to know a
	 * percentile.
	 */
	private static int weight(HoldTimes holdTimes, double utilization) {
		int weight = (utilization > 0.8) ? 3 : (utilization > 0.6) ? 2 : 1;
		return holdTimes.isHeavyTailed() ? 2 * weight : weight;
	}

	private Map<String, String> machine(double loadBefore) {
		Map<String, String> machine = new LinkedHashMap<>(Machine.describe("none"));
		machine.keySet().retainAll(List.of("date", "cores", "memory", "heap", "system", "java", "hikari"));
		machine.put("load average before", load(loadBefore));
		machine.put("load average at the end",
				load(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
		machine.put("pools", this.arguments.pool() + " connections each");
		machine.put("measured",
				this.arguments.time().toSeconds() + " s for each distribution, the first tenth left out");
		machine.put("seed", Long.toString(this.arguments.seed()));
		return machine;
	}

	private static String load(double average) {
		return String.format(Locale.ROOT, "%.2f", average);
	}

}
