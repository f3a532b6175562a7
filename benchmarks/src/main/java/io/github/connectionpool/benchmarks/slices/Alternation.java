package io.github.connectionpool.benchmarks.slices;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.HdrHistogram.Histogram;

import io.github.connectionpool.benchmarks.Progress;

/**
 * Measures variants in short slices, in turn. A block has two slices of each variant, the
 * second half in the reverse order of the first (ABCCBA), so that a steady drift cancels
 * out. Each block begins with another variant. Operations follow each other without a
 * pause, and each is timed from the end of the one before, so that no stall falls between
 * two.
 */
public final class Alternation implements AutoCloseable {

	private static final double NANOS_IN_A_SECOND = 1e9;

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private final int threads;

	private final long sliceNanos;

	private final ExecutorService executor;

	/**
	 * Create.
	 * @param threads how many do the work at once
	 * @param slice how long a slice is
	 */
	public Alternation(int threads, Duration slice) {
		this.threads = threads;
		this.sliceNanos = slice.toNanos();
		this.executor = Executors.newFixedThreadPool(threads);
	}

	/**
	 * Measure.
	 * @param what the measurement, for the progress
	 * @param variants the variants
	 * @param blocks how many blocks
	 * @param progress told how far it is
	 * @return the samples of each variant
	 * @throws Exception if a variant fails
	 */
	public List<Samples> measure(String what, List<? extends Variant> variants, int blocks, Progress progress)
			throws Exception {
		List<Samples> samples = variants.stream().map((variant) -> new Samples(variant.name())).toList();
		List<Integer> order = new ArrayList<>();
		for (int i = 0; i < variants.size(); i++) {
			order.add(i);
		}
		for (int block = 1; block <= blocks; block++) {
			progress.say("%s: block %d of %d".formatted(what, block, blocks));
			List<Histogram> latencies = variants.stream().map((variant) -> Samples.histogram()).toList();
			double[] throughputs = new double[variants.size()];
			long[] cpuNanos = new long[variants.size()];
			for (int half = 0; half < 2; half++) {
				for (int i : order) {
					for (Worked worked : slice(variants.get(i))) {
						Histogram seen = worked.latencies();
						throughputs[i] += seen.getTotalCount() * NANOS_IN_A_SECOND / worked.nanos() / 2;
						latencies.get(i).add(seen);
						cpuNanos[i] += worked.cpuNanos();
					}
				}
				Collections.reverse(order);
			}
			Collections.rotate(order, 1);
			for (int i = 0; i < samples.size(); i++) {
				samples.get(i).add(throughputs[i], cpuNanos[i], latencies.get(i));
			}
		}
		return samples;
	}

	private List<Worked> slice(Variant variant) throws Exception {
		CyclicBarrier start = new CyclicBarrier(this.threads);
		Callable<Worked> work = () -> {
			start.await();
			return work(variant);
		};
		List<Worked> all = new ArrayList<>();
		variant.begin();
		try {
			for (Future<Worked> worked : this.executor.invokeAll(Collections.nCopies(this.threads, work))) {
				all.add(worked.get());
			}
		}
		finally {
			variant.end();
		}
		return all;
	}

	private Worked work(Variant variant) throws Exception {
		Histogram latencies = Samples.histogram();
		long cpuNanos = THREADS.getCurrentThreadCpuTime();
		long begin = System.nanoTime();
		long last = begin;
		while (last - begin < this.sliceNanos) {
			variant.run();
			long now = System.nanoTime();
			latencies.recordValue(now - last);
			last = now;
		}
		return new Worked(latencies, last - begin, THREADS.getCurrentThreadCpuTime() - cpuNanos);
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	private record Worked(Histogram latencies, long nanos, long cpuNanos) {
	}

}
