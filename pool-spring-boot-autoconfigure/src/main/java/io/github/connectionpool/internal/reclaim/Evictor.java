package io.github.connectionpool.internal.reclaim;

import java.sql.SQLException;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.PoolSnapshot;

/**
 * Evicts a connection on the request of an operator, whether it is in use or not.
 * Thread-safe.
 */
public final class Evictor {

	/** Is called for each eviction, on the operator's thread. */
	@FunctionalInterface
	public interface Listener {

		/**
		 * A connection is being evicted.
		 * @param checkout the checkout as it was
		 * @param who name of the operator
		 */
		void evicted(CheckoutReport checkout, String who);

	}

	private final Function<MonitoredPool, PoolSnapshot> snapshots;

	private final Listener listener;

	/**
	 * Create.
	 * @param snapshots gives a snapshot of the present
	 * @param listener called for each eviction
	 */
	public Evictor(Function<MonitoredPool, PoolSnapshot> snapshots, Listener listener) {
		this.snapshots = snapshots;
		this.listener = listener;
	}

	/**
	 * Evict a connection: it is closed in the database even while it is in use, and its
	 * slot in the pool is free. A thread that still uses it gets an {@link SQLException}.
	 * @param pool the pool
	 * @param id identifier of the checkout
	 * @param who name of the operator, for people
	 * @return the checkout as it was; null if none has that identifier, or if it has just
	 * been returned
	 * @throws SQLException if the pool could not evict it
	 */
	public @Nullable CheckoutReport evict(MonitoredPool pool, String id, String who) throws SQLException {
		for (Checkout checkout : pool.ledger().oldestFirst()) {
			if (checkout.id().equals(id)) {
				CheckoutReport report = this.snapshots.apply(pool).checkout(id);
				if (report == null || !checkout.revoke("it was evicted by " + who)) {
					return null;
				}
				this.listener.evicted(report, who);
				ConnectionReturner.evict(checkout);
				return report;
			}
		}
		return null;
	}

}
