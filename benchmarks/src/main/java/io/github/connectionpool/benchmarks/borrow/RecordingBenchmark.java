package io.github.connectionpool.benchmarks.borrow;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.infra.Blackhole;

import io.github.connectionpool.internal.recording.FlightRecordings;

/**
 * The time that a borrow and its return take to see that no flight recording runs. All
 * starters of the comparison do so, hence it is measured by itself.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecordingBenchmark {

	/**
	 * Before the borrow, after it, and at the return.
	 * @param sink for the answers
	 */
	@Benchmark
	public void ask(Blackhole sink) {
		sink.consume(FlightRecordings.isOn());
		sink.consume(FlightRecordings.isOn());
		sink.consume(FlightRecordings.isOn());
	}

}
