package io.github.connectionpool.benchmarks.candidate;

import javax.sql.DataSource;

/**
 * A pool to borrow from, with whatever is around it.
 *
 * @param dataSource where connections are borrowed
 * @param onClose closes the pool and what is around it
 */
public record OpenPool(DataSource dataSource, Runnable onClose) implements AutoCloseable {

	@Override
	public void close() {
		this.onClose.run();
	}

}
