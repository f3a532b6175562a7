package io.github.connectionpool.benchmarks.candidate;

import javax.sql.DataSource;

/**
 * A pool to borrow from, with its wrappers.
 *
 * @param dataSource where connections are borrowed
 * @param onClose closes the pool and its wrappers
 */
public record OpenPool(DataSource dataSource, Runnable onClose) implements AutoCloseable {

	@Override
	public void close() {
		this.onClose.run();
	}

}
