package io.github.connectionpool.internal.verdict;

import java.sql.Connection;
import java.util.List;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.report.CallSiteReport;
import io.github.connectionpool.report.CheckoutReport;
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
	 * Judge the open checkouts of a pool.
	 * @param pool the pool
	 * @return each of them with its verdict, at this moment
	 */
	public JudgedPool judge(MonitoredPool pool) {
		return JudgedPool.of(pool, this.judge, this);
	}

	/**
	 * Report on the oldest open checkouts of a pool.
	 * @param pool the pool
	 * @param limit how many at most
	 * @return oldest first
	 */
	public List<CheckoutReport> oldest(MonitoredPool pool, int limit) {
		return judge(pool).oldest(limit);
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

	/** With the judgement that was given, which may be another a moment later. */
	public CheckoutReport report(Checkout checkout, Judgement judgement, long now) {
		return report(checkout, judgement, 1 + checkout.pool().ledger().olderOfSameOwner(checkout), now);
	}

	/** With how many its owner has open, this and older ones. */
	public CheckoutReport report(Checkout checkout, Judgement judgement, int depth, long now) {
		Connection connection = checkout.connection();
		return CheckoutReports.of(checkout, judgement, this.judge.times(), this.judge.patience(checkout, now), depth,
				(connection != null) ? this.backendPid.apply(checkout.pool(), connection) : null, now);
	}

	/**
	 * Report on the call sites that hold connections of a pool.
	 * @param pool the pool
	 * @return the one with the most open checkouts first
	 */
	public List<CallSiteReport> callSites(MonitoredPool pool) {
		return judge(pool).callSites();
	}

}
