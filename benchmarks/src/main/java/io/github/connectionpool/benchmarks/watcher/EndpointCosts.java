package io.github.connectionpool.benchmarks.watcher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.HdrHistogram.Histogram;
import tools.jackson.databind.json.JsonMapper;

import io.github.connectionpool.benchmarks.result.Table;
import io.github.connectionpool.benchmarks.slices.Figures;
import io.github.connectionpool.endpoint.ConnectionPoolEndpoint;
import io.github.connectionpool.endpoint.PoolView;

/**
 * How long the endpoint takes to answer.
 */
final class EndpointCosts {

	private static final double P99 = 99;

	private static final int DIGITS = 3;

	private static final int BYTES_IN_A_KILOBYTE = 1024;

	private final List<List<Object>> rows = new ArrayList<>();

	/**
	 * Medians of an answer.
	 *
	 * @param read the reading, in nanoseconds
	 * @param withJson the reading and its JSON, in nanoseconds
	 */
	record Answer(long read, long withJson) {

	}

	/** Ask again and again. */
	Answer add(Watched watched, int limit, Duration time) {
		ConnectionPoolEndpoint endpoint = watched.endpoint();
		JsonMapper json = watched.json().get();
		Histogram read = new Histogram(DIGITS);
		Histogram rendered = new Histogram(DIGITS);
		int bytes = 0;
		int shown = 0;
		long warm = System.nanoTime() + time.toNanos() / 2;
		long over = warm + time.toNanos();
		for (long begin = System.nanoTime(); begin < over; begin = System.nanoTime()) {
			PoolView view = Objects.requireNonNull(endpoint.pool("pool", limit));
			long end = System.nanoTime();
			bytes = json.writeValueAsBytes(view).length;
			long written = System.nanoTime();
			shown = Objects.requireNonNull(view.checkouts()).size();
			if (begin >= warm) {
				read.recordValue(end - begin);
				rendered.recordValue(written - begin);
			}
		}
		this.rows.add(List.of(watched.held().count(), shown, read.getTotalCount(),
				Figures.micros(read.getValueAtPercentile(50)), Figures.micros(read.getValueAtPercentile(P99)),
				Figures.micros(read.getMaxValue()), Figures.micros(rendered.getValueAtPercentile(50)),
				Figures.micros(rendered.getValueAtPercentile(P99)), bytes / BYTES_IN_A_KILOBYTE));
		return new Answer(read.getValueAtPercentile(50), rendered.getValueAtPercentile(50));
	}

	Table table() {
		return new Table("One answer of the endpoint on a pool, µs", List.of("held", "shown", "answers", "read, median",
				"read, p99", "read, max", "with JSON, median", "with JSON, p99", "JSON, KiB"), this.rows);
	}

}
