package io.github.connectionpool.evaluation.capture;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.internal.checkout.MonitoredPool;

/**
 * Short borrows, one after the other, from which a pool learns its usual use.
 *
 * @param time how long
 */
record Calm(Duration time) implements Before {

	/** The starter takes the stack of one of so many borrows, whatever it knows. */
	private static final int SAMPLE = 64;

	/** The next borrow is as far from the last sample as from the next. */
	static final int BORROWS = 4 * SAMPLE + SAMPLE / 2;

	@Override
	public Borrows run(DataSource dataSource, MonitoredPool pool, Run run) throws SQLException, InterruptedException {
		int stacks = 0;
		for (int i = 0; i < BORROWS; i++) {
			stacks += borrow(dataSource, pool) ? 1 : 0;
			Thread.sleep(this.time.dividedBy(BORROWS).toMillis());
		}
		if (pool.ledger().borrows() != BORROWS) {
			throw new IllegalStateException("Others have borrowed, so it is not known where the next sample is");
		}
		return new Borrows(BORROWS, BORROWS, stacks, 0, 0, 0);
	}

	private static boolean borrow(DataSource dataSource, MonitoredPool pool) throws SQLException {
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("select 1");
			return pool.ledger().oldestFirst().stream().anyMatch((checkout) -> checkout.stack().length > 0);
		}
	}

}
