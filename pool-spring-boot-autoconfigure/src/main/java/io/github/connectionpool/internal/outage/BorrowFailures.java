package io.github.connectionpool.internal.outage;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.report.ConnectionCounts;

/**
 * The borrows of one pool that fail: their number by reason, the exhaustions of the pool
 * and the outages of its database. Thread-safe; a borrow that succeeds never calls this
 * class.
 */
public final class BorrowFailures {

	/**
	 * The pool, as far as the reason of a failed borrow depends on it. Must be
	 * thread-safe.
	 */
	public interface Pool {

		/** The name of its bean. */
		String name();

		/** The counts now. Never fails. */
		ConnectionCounts counts();

		/** Whether the pool was suspended, so that it lends nothing. */
		boolean isSuspended();

		/** How many connections the application holds. */
		int lent();

		/** How many threads wait for a connection. */
		int waiting();

	}

	private final Pool pool;

	private final FailureCounts counts = new FailureCounts();

	private final Exhaustions exhaustions = new Exhaustions();

	private final Outages outages;

	private volatile @Nullable ExhaustionListener listener;

	/**
	 * Create for one pool.
	 * @param pool the pool
	 * @param sustain how long an outage lasts before it counts
	 */
	public BorrowFailures(Pool pool, Duration sustain) {
		this.pool = pool;
		this.outages = new Outages(sustain);
	}

	/**
	 * Note that the calling thread failed to borrow. At a full pool the failure is an
	 * exhaustion. Otherwise the database is the reason, unless the thread was interrupted
	 * or the pool refused. A failure with credentials of the borrower is counted, but is
	 * no outage, since the password may be wrong.
	 * @param startNanos {@link System#nanoTime()} from before the pool was asked
	 * @param failure the exception of the pool
	 * @param ownCredentials whether the borrower named a user or a password
	 * @return the reason, with a text for the borrower
	 */
	public BorrowFailure failed(long startNanos, Throwable failure, boolean ownCredentials) {
		ConnectionCounts counts = unlessTested(this.pool.counts());
		long now = System.nanoTime();
		FailureReason reason = FailureRules.reason(failure, counts, Thread.currentThread().isInterrupted(),
				now - startNanos);
		this.counts.add(reason);
		return new BorrowFailure(reason, switch (reason) {
			case EXHAUSTED -> exhausted(startNanos, now);
			case CONNECT -> ownCredentials ? null : OutageText.summary(this.pool.name(), counts,
					this.outages.failed(startNanos, FailureRules.cause(failure), now));
			case OTHER -> this.pool.isSuspended() ? OutageText.suspended(this.pool.name()) : null;
			case INTERRUPTED -> null;
		});
	}

	private @Nullable String exhausted(long startNanos, long now) {
		Exhaustion episode = this.exhaustions.failed(startNanos, now);
		ExhaustionListener listener = this.listener;
		return (listener != null) ? listener.failed(episode) : null;
	}

	/**
	 * The counts. In an outage, the connections that a full pool tests are not counted as
	 * borrowed.
	 */
	private ConnectionCounts unlessTested(ConnectionCounts counts) {
		return (FailureRules.isFull(counts) && this.outages.isTesting())
				? new ConnectionCounts(this.pool.lent(), 0, counts.max(), counts.min(), counts.pending()) : counts;
	}

	/**
	 * Take in the counts of a check. Only for the watching thread, at every check.
	 * @param counts the pool's counts
	 * @param borrows how many connections have been lent since the start
	 * @param now {@link System#nanoTime()}
	 */
	public void checked(ConnectionCounts counts, long borrows, long now) {
		this.outages.checked(counts, isTesting(counts), borrows, this.pool.isSuspended(), now);
	}

	/**
	 * Whether a full pool is testing most of its connections. A pool that tests a
	 * connection counts it as borrowed, while the application does not hold it and the
	 * thread still waits.
	 */
	private boolean isTesting(ConnectionCounts counts) {
		if (!FailureRules.isFull(counts)) {
			return false;
		}
		int tested = counts.active() - this.pool.lent();
		if (tested * 2 <= counts.active()) {
			return false;
		}
		int queued = (counts.pending() != null) ? counts.pending() : 0;
		return this.pool.waiting() - queued >= tested;
	}

	/**
	 * Set the listener for exhaustions.
	 * @param listener replaces the present one
	 */
	public void tellExhaustions(ExhaustionListener listener) {
		this.listener = listener;
	}

	/**
	 * How many borrowers failed for a reason.
	 * @param reason the reason
	 * @return a number that never falls
	 */
	public long count(FailureReason reason) {
		return this.counts.count(reason);
	}

	/**
	 * How many borrowers failed for any reason.
	 * @return a number that never falls
	 */
	public long total() {
		return this.counts.total();
	}

	/**
	 * Episodes in which borrowers failed at a full pool.
	 * @return all episodes since the start
	 */
	public Exhaustions exhaustions() {
		return this.exhaustions;
	}

	/**
	 * Episodes in which the database gave no connection.
	 * @return the last one
	 */
	public Outages outages() {
		return this.outages;
	}

}
