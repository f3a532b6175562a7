package io.github.connectionpool.internal.reclaim;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.executor.OnDemandExecutor;
import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.report.CheckoutReport;

/**
 * Returns one revoked connection to its pool, and evicts it if the return does not end.
 * The outcome is reported once. Thread-safe.
 */
final class Reclamation {

	private final Checkout checkout;

	private final CheckoutReport report;

	private final @Nullable Connection connection;

	private final BiConsumer<CheckoutReport, @Nullable Throwable> outcome;

	private final long startNanos;

	/**
	 * Whether the connection is returned or evicted is decided once, since the pool may
	 * lend it again after its return.
	 */
	private final AtomicBoolean decided = new AtomicBoolean();

	/** Whether the connection is returned. Only for the thread that returns it. */
	private boolean returning;

	private final AtomicBoolean told = new AtomicBoolean();

	private boolean overdue;

	/**
	 * Create for a checkout that the caller has revoked.
	 * @param outcome gets the report, with the failure if there was one
	 * @param now {@link System#nanoTime()}
	 */
	Reclamation(Checkout checkout, CheckoutReport report, BiConsumer<CheckoutReport, @Nullable Throwable> outcome,
			long now) {
		this.checkout = checkout;
		this.report = report;
		this.connection = checkout.connection();
		this.outcome = outcome;
		this.startNanos = now;
	}

	void returnToPool() {
		Throwable failure = null;
		try {
			ConnectionReturner.clean(this.checkout, this.connection, this::evictAfterFailure, this::mayReturn);
		}
		catch (Throwable ex) {
			failure = ex;
		}
		tell(failure);
	}

	/**
	 * Whether the return has just exceeded the limit. For the watching thread.
	 * @return true once
	 */
	boolean becomesOverdue(long now) {
		boolean becomes = !this.overdue && now - this.startNanos > OnDemandExecutor.LIMIT.toNanos();
		this.overdue |= becomes;
		return becomes;
	}

	/**
	 * Evict the connection, unless it is on its way to the pool. Its thread stays with
	 * the driver; the pool gets the slot back all the same. The outcome is reported
	 * before the eviction, which may not return either.
	 */
	void evict() {
		if (!decide()) {
			this.checkout.pool().revoked(this.checkout);
			tell(new SQLTimeoutException(
					"The pool has not taken the connection for " + DurationText.exact(OnDemandExecutor.LIMIT)
							+ ": the thread that is stuck in its return is replaced"));
			return;
		}
		tell(new SQLTimeoutException("The rollback has not returned for " + DurationText.exact(OnDemandExecutor.LIMIT)
				+ ": the thread that is stuck in it is replaced, and the pool is told to evict the connection"));
		this.checkout.pool().revoked(this.checkout);
		try {
			if (this.connection != null) {
				this.checkout.pool().eviction().evict(this.connection);
			}
		}
		catch (SQLException | RuntimeException | Error ex) {
			// the pool counts the connection as lent until the driver returns
		}
	}

	/** Give up, since no thread is left for the eviction. */
	void abandon() {
		this.checkout.pool().revoked(this.checkout);
		tell(new SQLTimeoutException(
				"The rollback has not returned for " + DurationText.exact(OnDemandExecutor.LIMIT) + ", and so have "
						+ OnDemandExecutor.MOST_STUCK + " others: nothing is reclaimed until one of them returns"));
	}

	private void tell(@Nullable Throwable failure) {
		if (this.told.compareAndSet(false, true)) {
			this.outcome.accept(this.report, failure);
		}
	}

	private boolean decide() {
		return this.decided.compareAndSet(false, true);
	}

	private boolean mayReturn() {
		this.returning = decide();
		return this.returning;
	}

	/**
	 * Evict the connection if no eviction was decided. A second one would free a slot
	 * that a new borrower has.
	 */
	private void evictAfterFailure(Connection connection) throws SQLException {
		if (this.returning || decide()) {
			this.checkout.pool().eviction().evict(connection);
		}
	}

}
