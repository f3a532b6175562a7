package io.github.connectionpool.benchmarks.statement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The time of a statement from its preparation to its end.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StatementBenchmark {

	/** So many that the borrow does not count. */
	private static final int BATCH = 500;

	/**
	 * Many statements on one connection.
	 * @param pool to borrow from
	 * @param sink for the rows
	 * @throws SQLException if a statement fails
	 */
	@Benchmark
	@OperationsPerInvocation(BATCH)
	public void statement(PoolUnderTest pool, Blackhole sink) throws SQLException {
		try (Connection connection = pool.dataSource().getConnection()) {
			for (int i = 0; i < BATCH; i++) {
				StatementCycle.run(connection, i, sink);
			}
		}
	}

}
