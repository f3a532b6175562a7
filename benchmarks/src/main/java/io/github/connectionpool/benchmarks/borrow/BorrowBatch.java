package io.github.connectionpool.benchmarks.borrow;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.openjdk.jmh.infra.Blackhole;

/**
 * Borrows a connection and returns it, again and again.
 */
final class BorrowBatch implements Runnable {

	/** So many that making the stack below does not count. */
	static final int SIZE = 1_000;

	private final DataSource pool;

	private final Blackhole sink;

	BorrowBatch(DataSource pool, Blackhole sink) {
		this.pool = pool;
		this.sink = sink;
	}

	@Override
	public void run() {
		try {
			for (int i = 0; i < SIZE; i++) {
				Connection connection = this.pool.getConnection();
				// an application hands it on, so that it has to be an object
				this.sink.consume(connection);
				connection.close();
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
