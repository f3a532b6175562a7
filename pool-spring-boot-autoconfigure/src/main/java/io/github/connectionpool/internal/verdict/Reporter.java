package io.github.connectionpool.internal.verdict;

import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.Deadlock;
import io.github.connectionpool.report.Judgement;

/**
 * Reports on the open checkouts of a pool. Thread-safe; it reads the ledger and never
 * holds up a borrow or a return.
 */
public final class Reporter {

	private final Judge judge;

	private final BiFunction<MonitoredPool, Connection, @Nullable Integer> backendPid;

	/**
	 * Create with a judge.
	 * @param judge gives the verdicts
	 */
	public Reporter(Judge judge) {
		this(judge, (pool, connection) -> null);
	}

	/**
	 * Create with a judge and a driver to ask.
	 * @param judge gives the verdicts
	 * @param backendPid tells the server's process of a connection that is in use,
	 * without waiting for it; null if it is not known, or is that of a pooler
	 */
	public Reporter(Judge judge, BiFunction<MonitoredPool, Connection, @Nullable Integer> backendPid) {
		this.judge = judge;
		this.backendPid = backendPid;
	}

	/**
	 * The judge whose verdicts are reported.
	 * @return the only one of an application
	 */
	public Judge judge() {
		return this.judge;
	}

	/**
	 * Take a snapshot of a pool of which only the present is known.
	 * @param pool the pool
	 * @return its open checkouts, each with its verdict, at this moment
	 */
	public JudgedPool judge(MonitoredPool pool) {
		return judge(pool, null, PoolCondition.Loss.NONE);
	}

	/**
	 * Take a snapshot of a pool.
	 * @param pool the pool
	 * @param deadlock the deadlock that the last search has found, null if it found none
	 * @param loss how fast connections are lost
	 * @return its open checkouts, each with its verdict, at this moment
	 */
	public JudgedPool judge(MonitoredPool pool, @Nullable Deadlock deadlock, PoolCondition.Loss loss) {
		PoolSample sample = this.judge.sampler().sample(pool, deadlock, loss, System.nanoTime());
		return snapshot(pool, sample.at(), sample.nanos(), this.judge.judge(sample.open()), sample.condition());
	}

	/**
	 * Joins the reading and the judgement.
	 * @param pool the pool
	 * @param at the time of the reading
	 * @param nanos the same by {@link System#nanoTime()}
	 * @param open the open checkouts with the verdicts on them, oldest first
	 * @param condition the pool as a whole
	 * @return the snapshot
	 */
	public JudgedPool snapshot(MonitoredPool pool, Instant at, long nanos, List<JudgedCheckout> open,
			PoolCondition condition) {
		return new JudgedPool(this, pool.name(), at, nanos, open, condition);
	}

	/**
	 * Report on one checkout.
	 * @param checkout the checkout
	 * @return the report
	 */
	public CheckoutReport report(Checkout checkout) {
		long now = System.nanoTime();
		return report(checkout, this.judge.judge(checkout, now), now);
	}

	/**
	 * Report on a checkout with the verdict that was given.
	 * @param judged the checkout
	 * @return the report
	 */
	public CheckoutReport report(JudgedCheckout judged) {
		Checkout checkout = judged.checkout();
		Connection connection = checkout.connection();
		return CheckoutReports.of(judged, this.judge.times(),
				(connection != null) ? this.backendPid.apply(checkout.pool(), connection) : null);
	}

	/** With the judgement that was given, which may be another a moment later. */
	public CheckoutReport report(Checkout checkout, Judgement judgement, long now) {
		int depth = 1 + checkout.pool().ledger().olderOfSameOwner(checkout);
		return report(new JudgedCheckout(this.judge.sampler().checkout(checkout, depth, now), judgement));
	}

}
