package io.github.connectionpool.evaluation.capture;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

import io.github.connectionpool.internal.checkout.MonitoredPool;

/**
 * Short borrows, one after the other, from which a pool learns its usual use.
 *
 * @param time how long
 */
record Calm(Duration time) {

	/** The starter takes the stack of one of so many borrows, whatever it knows. */
	private static final int SAMPLE = 64;

	/** The next borrow is as far from the last sample as from the next. */
	static final int BORROWS = 4 * SAMPLE + SAMPLE / 2;

	/**
	 * Borrow.
	 * @param dataSource the pool
	 * @param pool what the starter knows of it
	 * @return of how many borrows a stack was taken
	 * @throws SQLException if one fails
	 * @throws InterruptedException if the thread is interrupted
	 */
	int run(DataSource dataSource, MonitoredPool pool) throws SQLException, InterruptedException {
		int stacks = 0;
		for (int i = 0; i < BORROWS; i++) {
			stacks += borrow(dataSource, pool) ? 1 : 0;
			Thread.sleep(this.time.dividedBy(BORROWS).toMillis());
		}
		if (pool.ledger().borrows() != BORROWS) {
			throw new IllegalStateException("Others have borrowed, so it is not known where the next sample is");
		}
		return stacks;
	}

	private static boolean borrow(DataSource dataSource, MonitoredPool pool) throws SQLException {
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("select 1");
			return pool.ledger().oldestFirst().stream().anyMatch((checkout) -> checkout.stack().length > 0);
		}
	}

}
