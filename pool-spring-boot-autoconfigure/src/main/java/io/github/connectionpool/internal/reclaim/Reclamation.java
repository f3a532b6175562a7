package io.github.connectionpool.internal.reclaim;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.executor.OnDemandExecutor;
import io.github.connectionpool.report.CheckoutReport;

/**
 * Gives one connection back that was taken back, and throws it away if that does not end.
 * The outcome is told once. Thread-safe.
 */
final class Reclamation {

	private final Checkout checkout;

	private final CheckoutReport report;

	private final @Nullable Connection connection;

	private final BiConsumer<CheckoutReport, @Nullable Throwable> outcome;

	private final long startNanos;

	/**
	 * Whether the connection goes to the pool or is thrown away is decided once: after
	 * its return the pool may have lent it again.
	 */
	private final AtomicBoolean decided = new AtomicBoolean();

	/** Only for the thread that gives it back. */
	private boolean returning;

	private final AtomicBoolean told = new AtomicBoolean();

	private boolean overdue;

	/**
	 * Create for a checkout that was taken back by the caller.
	 * @param outcome is told what has come of it, with why it failed
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

	void giveBack() {
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
	 * Whether it goes on for longer than the driver may take. For the watching thread.
	 * @return true once
	 */
	boolean becomesOverdue(long now) {
		boolean becomes = !this.overdue && now - this.startNanos > OnDemandExecutor.LIMIT.toNanos();
		this.overdue |= becomes;
		return becomes;
	}

	/**
	 * Its thread is left to the driver; the pool gets the place back all the same. Told
	 * before, for this may not return either. One that is on its way to the pool is not
	 * thrown away.
	 */
	void throwAway() {
		if (!decide()) {
			this.checkout.pool().takenBack(this.checkout);
			tell(new SQLTimeoutException("The pool has not taken the connection for "
					+ OnDemandExecutor.LIMIT.toSeconds() + " s: the thread that is stuck in its return is replaced"));
			return;
		}
		tell(new SQLTimeoutException("The rollback has not returned for " + OnDemandExecutor.LIMIT.toSeconds()
				+ " s: the thread that is stuck in it is replaced, and the pool is told to throw the connection away"));
		this.checkout.pool().takenBack(this.checkout);
		try {
			if (this.connection != null) {
				this.checkout.pool().eviction().evict(this.connection);
			}
		}
		catch (SQLException | RuntimeException | Error ex) {
			// the pool counts it as lent for as long as the driver does not return
		}
	}

	/** Not even that is possible any more. */
	void abandon() {
		this.checkout.pool().takenBack(this.checkout);
		tell(new SQLTimeoutException(
				"The rollback has not returned for " + OnDemandExecutor.LIMIT.toSeconds() + " s, and so have "
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

	/** To throw it away twice would be for two borrowers. */
	private void evictAfterFailure(Connection connection) throws SQLException {
		if (this.returning || decide()) {
			this.checkout.pool().eviction().evict(connection);
		}
	}

}
