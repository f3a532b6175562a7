package io.github.connectionpool.benchmarks.statement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

import io.github.connectionpool.benchmarks.candidate.HikariPools;
import io.github.connectionpool.benchmarks.candidate.OpenPool;
import io.github.connectionpool.benchmarks.candidate.StarterPools;

/**
 * A HikariCP, alone or with the starter around it.
 */
@State(Scope.Benchmark)
public class PoolUnderTest {

	private static final int SIZE = 10;

	private static final int ROWS = 100;

	/** The answering side. */
	@Param("STUB")
	public Database database = Database.STUB;

	/** Whether the starter is around it. */
	@Param("false")
	public boolean monitored;

	@SuppressWarnings("NullAway.Init")
	private OpenPool pool;

	/**
	 * Open it.
	 * @param sink for the rows
	 * @throws SQLException if the database cannot be made
	 */
	@Setup
	public void open(Blackhole sink) throws SQLException {
		DataSource driver = this.database.driver();
		this.pool = this.monitored ? StarterPools.open(driver, SIZE, Map.of()) : bare(driver);
		try (Connection connection = dataSource().getConnection()) {
			int rows = StatementCycle.run(connection, 0, sink);
			if (rows != ROWS) {
				throw new IllegalStateException("%s has %d rows rather than %d".formatted(this.database, rows, ROWS));
			}
		}
	}

	private static OpenPool bare(DataSource driver) {
		HikariDataSource pool = HikariPools.bare(driver, SIZE);
		return new OpenPool(pool, pool::close);
	}

	DataSource dataSource() {
		return this.pool.dataSource();
	}

	/** Close it. */
	@TearDown
	public void close() {
		this.pool.close();
	}

}
