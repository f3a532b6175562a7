package io.github.connectionpool.evaluation.capture;

import javax.sql.DataSource;

import io.github.connectionpool.evaluation.scenario.Run;
import io.github.connectionpool.internal.checkout.MonitoredPool;

/**
 * What a pool does before its first leak.
 */
@FunctionalInterface
interface Before {

	/**
	 * Borrow, and return all.
	 * @param dataSource the pool
	 * @param pool what the starter knows of it
	 * @param run the run of the leak that comes after it
	 * @return the counts
	 * @throws Exception if that fails
	 */
	Borrows run(DataSource dataSource, MonitoredPool pool, Run run) throws Exception;

}
