package io.github.connectionpool.benchmarks.jmh;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.ListStatistics;

/**
 * Runs one benchmark with one set of parameters.
 */
public final class Jmh {

	/**
	 * No real driver is inlined altogether: a call of the stub costs as much as a call.
	 */
	private static final String[] FORK = { "-Xms1g", "-Xmx1g", "-XX:CompileCommand=quiet",
			"-XX:CompileCommand=dontinline,io.github.connectionpool.benchmarks.stub.*::*" };

	private static final String ALLOCATED = "gc.alloc.rate.norm";

	private final Timing timing;

	/**
	 * Create a runner.
	 * @param timing for how long
	 */
	public Jmh(Timing timing) {
		this.timing = timing;
	}

	/**
	 * The options of each JVM that measures.
	 * @return as on a command line
	 */
	public static String fork() {
		return String.join(" ", FORK);
	}

	/**
	 * Run it.
	 * @param benchmark the class
	 * @param method the method in it
	 * @param threads how many call it at once
	 * @param parameters what its state is made from
	 * @return the measurements
	 * @throws RunnerException if it has failed
	 */
	public Measured run(Class<?> benchmark, String method, int threads, Map<String, String> parameters)
			throws RunnerException {
		ChainedOptionsBuilder options = new OptionsBuilder()
			.include("^" + Pattern.quote(benchmark.getName() + "." + method) + "$")
			.forks(this.timing.isolated() ? 1 : 0)
			.jvmArgs(FORK)
			.threads(threads)
			.warmupIterations(this.timing.warmups())
			.warmupTime(TimeValue.milliseconds(this.timing.iteration().toMillis()))
			.measurementIterations(this.timing.iterations())
			.measurementTime(TimeValue.milliseconds(this.timing.iteration().toMillis()))
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true);
		parameters.forEach(options::param);
		ByteArrayOutputStream log = new ByteArrayOutputStream();
		try (PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8)) {
			RunResult result = new Runner(options.build(),
					OutputFormatFactory.createFormatInstance(out, VerboseMode.NORMAL))
				.runSingle();
			return measured(result);
		}
		catch (RunnerException ex) {
			throw new RunnerException(log.toString(StandardCharsets.UTF_8), ex);
		}
	}

	private static Measured measured(RunResult result) {
		double[] nanos = result.getBenchmarkResults()
			.stream()
			.map(BenchmarkResult::getIterationResults)
			.flatMap(Collection::stream)
			.mapToDouble((iteration) -> iteration.getPrimaryResult().getScore())
			.toArray();
		return new Measured(new ListStatistics(nanos).getPercentile(50), bytes(result));
	}

	private static double bytes(RunResult result) {
		Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
		if (allocated == null) {
			throw new IllegalStateException(
					"JMH has not measured %s, only %s".formatted(ALLOCATED, result.getSecondaryResults().keySet()));
		}
		return allocated.getScore();
	}

}
