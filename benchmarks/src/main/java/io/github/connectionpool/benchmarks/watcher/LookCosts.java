package io.github.connectionpool.benchmarks.watcher;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import com.sun.management.ThreadMXBean;
import org.HdrHistogram.Histogram;

import io.github.connectionpool.benchmarks.result.Table;
import io.github.connectionpool.benchmarks.slices.Figures;

/**
 * How long a check takes.
 */
final class LookCosts {

	private static final long PAUSE_NANOS = 50_000_000;

	private static final double P99 = 99;

	private static final int DIGITS = 3;

	private static final double BYTES_IN_A_KILOBYTE = 1024;

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final List<List<Object>> rows = new ArrayList<>();

	/**
	 * Take looks one after the other.
	 * @return the 99th percentile, in nanoseconds
	 */
	long add(Watched watched, Duration time) {
		long first = watched.looks().take();
		long judging = watched.judge();
		long end = System.nanoTime() + time.toNanos() / 2;
		while (System.nanoTime() < end) {
			watched.looks().take();
		}
		return measure(watched, time, 0, first, judging);
	}

	/**
	 * Take looks with a pause before each, in which caches cool down.
	 * @return the 99th percentile, in nanoseconds
	 */
	long addSpaced(Watched watched, Duration time) {
		return measure(watched, time, PAUSE_NANOS, 0, 0);
	}

	private long measure(Watched watched, Duration time, long pauseNanos, long first, long judging) {
		Histogram nanos = new Histogram(DIGITS);
		long allocated = this.threads.getCurrentThreadAllocatedBytes();
		long end = System.nanoTime() + time.toNanos();
		while (System.nanoTime() < end) {
			if (pauseNanos > 0) {
				LockSupport.parkNanos(pauseNanos);
			}
			nanos.recordValue(watched.looks().take());
		}
		allocated = this.threads.getCurrentThreadAllocatedBytes() - allocated;
		long looks = nanos.getTotalCount();
		this.rows.add(List.of(watched.held().count() + ((pauseNanos > 0) ? ", a pause of 50 ms before each check" : ""),
				watched.held().owners(), looks, Figures.micros(nanos.getValueAtPercentile(50)),
				Figures.micros(nanos.getValueAtPercentile(P99)), Figures.micros(nanos.getMaxValue()),
				(first > 0) ? Figures.micros(first) : "", (judging > 0) ? Figures.micros(judging) : "",
				Figures.round(allocated / BYTES_IN_A_KILOBYTE / looks, 1)));
		return nanos.getValueAtPercentile(P99);
	}

	Table table() {
		return new Table("One check, µs: of ten checkouts eight are ordinary, one is suspect, one leaked",
				List.of("held", "owners", "looks", "median", "p99", "max", "the first", "slowest that accuses",
						"allocated, KiB"),
				this.rows);
	}

}
