package io.github.connectionpool.internal.reclaim;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.report.CheckoutReport;

/**
 * Takes a connection away from whoever has it, because an operator says so. Thread-safe.
 */
public final class Evictor {

	/**
	 * Is told of each eviction, on the operator's thread.
	 */
	@FunctionalInterface
	public interface Listener {

		/**
		 * A connection is being evicted.
		 * @param checkout the checkout as it was
		 * @param who who wants that
		 */
		void evicted(CheckoutReport checkout, String who);

	}

	private final Reporter reporter;

	private final Listener listener;

	/**
	 * Create.
	 * @param reporter reports on what is evicted
	 * @param listener is told
	 */
	public Evictor(Reporter reporter, Listener listener) {
		this.reporter = reporter;
		this.listener = listener;
	}

	/**
	 * Evict a connection: it is closed in the database whatever it is doing, its place in
	 * the pool is free, and who still uses it gets an {@link SQLException}.
	 * @param pool the pool
	 * @param id identifier of the checkout
	 * @param who who wants that, for people
	 * @return the checkout as it was; null if there is none of that identifier, or it has
	 * just been returned
	 * @throws SQLException if the pool could not throw it away
	 */
	public @Nullable CheckoutReport evict(MonitoredPool pool, String id, String who) throws SQLException {
		for (Checkout checkout : pool.ledger().oldestFirst()) {
			if (checkout.id().equals(id)) {
				CheckoutReport report = this.reporter.report(checkout);
				if (!checkout.takeBack("it was evicted by " + who)) {
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
