package io.github.connectionpool.benchmarks.watcher;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.benchmarks.Effort;
import io.github.connectionpool.benchmarks.Progress;
import io.github.connectionpool.benchmarks.result.Table;
import io.github.connectionpool.benchmarks.slices.Alternation;
import io.github.connectionpool.benchmarks.slices.Figures;
import io.github.connectionpool.benchmarks.slices.Interval;
import io.github.connectionpool.benchmarks.slices.Ratios;
import io.github.connectionpool.benchmarks.slices.Samples;
import io.github.connectionpool.benchmarks.slices.Variant;
import io.github.connectionpool.internal.watch.Watcher;

/**
 * The costs for borrowers of checks and of answers of the endpoint. They borrow and
 * return without a pause, from the pool that is looked at.
 */
final class BorrowerCosts {

	/** Two checks at the default interval. */
	private static final Duration SLICE = Duration.ofMillis(2200);

	private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(1);

	private static final Duration TENTH = Duration.ofMillis(100);

	private static final double[] PERCENTILES = { 50, 99, 99.9, 99.99 };

	private BorrowerCosts() {
	}

	static Table measure(Watched watched, Effort effort, Progress progress) throws Exception {
		boolean full = effort == Effort.FULL;
		DataSource pool = watched.pool();
		// the last core is the watcher's
		int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
		List<Borrowing> variants = List.of(new Borrowing("nothing else", pool),
				new Watching("a check each second", pool, watched.watcher(DEFAULT_INTERVAL)),
				new Watching("a check each 100 ms", pool, watched.watcher(TENTH)),
				new Asking("an answer of the endpoint each 100 ms", watched),
				new Borrowing("nothing else, again", pool));
		try (Alternation alternation = new Alternation(threads, full ? SLICE : SLICE.dividedBy(10))) {
			alternation.measure("borrowers, warm-up", variants, 1, progress);
			return table(watched.held().count(), threads,
					alternation.measure("borrowers", variants, full ? 7 : 1, progress));
		}
	}

	private static Table table(int held, int threads, List<Samples> samples) {
		List<List<Object>> rows = new ArrayList<>();
		for (Samples seen : samples) {
			Interval throughput = Ratios.throughput(seen, samples.get(0));
			Histogram latency = seen.total();
			List<Object> row = new ArrayList<>();
			row.add(seen.variant());
			for (double percentile : PERCENTILES) {
				row.add(Figures.micros(latency.getValueAtPercentile(percentile)));
			}
			row.add(Figures.micros(latency.getMaxValue()));
			row.add(Math.round(Interval.median(seen.throughputs())));
			row.add(Figures.ratio(throughput.value()));
			row.add(Figures.bounds(throughput));
			rows.add(row);
		}
		return new Table(
				"%d threads that borrow and return, µs, while %d are held and beside them there is".formatted(threads,
						held),
				List.of("beside", "p50", "p99", "p99.9", "p99.99", "max", "cycles a second", "ratio to nothing else",
						"95 % interval"),
				rows);
	}

	/** Borrows and returns. */
	private static class Borrowing implements Variant {

		private final String name;

		private final DataSource pool;

		Borrowing(String name, DataSource pool) {
			this.name = name;
			this.pool = pool;
		}

		@Override
		public String name() {
			return this.name;
		}

		@Override
		public void run() throws Exception {
			Connection connection = this.pool.getConnection();
			connection.close();
		}

	}

	/** While the watcher runs. */
	private static final class Watching extends Borrowing {

		private final Watcher watcher;

		Watching(String name, DataSource pool, Watcher watcher) {
			super(name, pool);
			this.watcher = watcher;
		}

		@Override
		public void begin() {
			this.watcher.start();
		}

		@Override
		public void end() {
			this.watcher.stop();
		}

	}

	/** While a client asks the endpoint. */
	private static final class Asking extends Borrowing {

		private final Watched watched;

		private @Nullable ScheduledExecutorService executor;

		Asking(String name, Watched watched) {
			super(name, watched.pool());
			this.watched = watched;
		}

		@Override
		@SuppressWarnings("FutureReturnValueIgnored") // it ends with the executor
		public void begin() {
			this.executor = Executors.newSingleThreadScheduledExecutor();
			this.executor.scheduleAtFixedRate(
					() -> this.watched.json()
						.get()
						.writeValueAsBytes(Objects.requireNonNull(this.watched.endpoint().pool("pool", null))),
					TENTH.toNanos(), TENTH.toNanos(), TimeUnit.NANOSECONDS);
		}

		@Override
		public void end() {
			if (this.executor != null) {
				this.executor.shutdownNow();
			}
		}

	}

}
