package io.github.connectionpool.internal.jdbc.hikari;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.jdbc.NotedBorrows;
import io.github.connectionpool.internal.recording.ContextSource;

/**
 * A pool with a place for the monitor, so that it needs no wrapper.
 */
public interface MonitorablePool extends NotedBorrows.Source {

	/**
	 * Note each borrow from now on.
	 * @param pool the pool whose ledger gets the checkouts
	 * @param contextSource supplies the context of each borrow
	 */
	void monitor(MonitoredPool pool, ContextSource contextSource);

}
