package io.github.connectionpool.benchmarks.borrow;

import javax.sql.DataSource;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.util.Utils;

import io.github.connectionpool.benchmarks.candidate.Candidates;
import io.github.connectionpool.benchmarks.candidate.OpenPool;

/**
 * The candidate that is measured in this JVM.
 */
@State(Scope.Benchmark)
public class PoolUnderTest {

	/** Its name. */
	@Param("")
	public String candidate = "";

	/** Frames of a stack that is taken where it is borrowed. */
	@Param("0")
	public int depth;

	@SuppressWarnings("NullAway.Init")
	private OpenPool pool;

	/** Make the candidate ready. */
	@Setup
	public void open() {
		try {
			this.pool = Candidates.named(this.candidate).open(size());
		}
		catch (Exception ex) {
			// an exception that goes to the JVM that asked has to be serializable
			throw new IllegalStateException(Utils.throwableToString(ex));
		}
	}

	/** So big that a borrower on each core never empties it, nor fills half of it. */
	static int size() {
		return Math.max(10, 3 * Runtime.getRuntime().availableProcessors());
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
