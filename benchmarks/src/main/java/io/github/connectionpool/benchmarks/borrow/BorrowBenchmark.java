package io.github.connectionpool.benchmarks.borrow;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The time of a borrow and its return, as a borrower sees it.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BorrowBenchmark {

	/**
	 * On threads of the platform, as many as JMH has.
	 * @param pool to borrow from
	 * @param depth makes the stack
	 * @param sink for the connections
	 */
	@Benchmark
	@OperationsPerInvocation(BorrowBatch.SIZE)
	public void onPlatformThreads(PoolUnderTest pool, CallDepth depth, Blackhole sink) {
		depth.call(pool.depth, new BorrowBatch(pool.dataSource(), sink));
	}

	/**
	 * On virtual threads, one for each core.
	 * @param pool to borrow from
	 * @param threads the borrowers
	 * @param sink for the connections
	 * @throws Exception if one of them fails
	 */
	@Benchmark
	@OperationsPerInvocation(BorrowBatch.SIZE)
	public void onVirtualThreads(PoolUnderTest pool, VirtualBorrowers threads, Blackhole sink) throws Exception {
		threads.borrow(pool, sink);
	}

}
