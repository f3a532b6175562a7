package io.github.connectionpool.internal.watch;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.deadlock.NestedDemand;
import io.github.connectionpool.internal.load.LoadReport;
import io.github.connectionpool.internal.load.MinuteHistory;
import io.github.connectionpool.internal.load.PoolLoad;
import io.github.connectionpool.internal.timing.FloorTrend;
import io.github.connectionpool.internal.verdict.PoolCondition;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.ExhaustionReport;
import io.github.connectionpool.report.PoolSnapshot;

/**
 * The past of a pool, as the checks have recorded it. Thread-safe.
 */
public final class PoolHistory {

	/** Less says little of the load. */
	private static final Duration ENOUGH_LOAD = Duration.ofMinutes(2);

	/** As long as the load of the last minutes goes back, and the present one. */
	private static final int LOAD_MINUTES = 7;

	private final String pool;

	private final FloorTrend trend = new FloorTrend();

	private final UsageHistory usage = new UsageHistory();

	private final Unserved unserved = new Unserved();

	private final HeldDuringCalls calls = new HeldDuringCalls();

	private final LeakTally tally = new LeakTally();

	private final PoolLoad load = new PoolLoad();

	private final MinuteHistory minutes = new MinuteHistory();

	private final ExhaustionLog exhaustions;

	/**
	 * Create.
	 * @param snapshots takes one, on the thread of a borrower that has failed
	 */
	PoolHistory(String pool, Function<MonitoredPool, PoolSnapshot> snapshots) {
		this.pool = pool;
		this.exhaustions = new ExhaustionLog(snapshots);
	}

	/**
	 * Record a check.
	 * @param well whether the pool was well at the check before: a queue behind a leak, a
	 * deadlock or an outage says nothing of the size
	 */
	void record(List<Checkout> open, ConnectionCounts counts, long borrows, boolean well, long now) {
		this.trend.add(counts.active(), now);
		this.unserved.checked(counts, borrows, now);
		NestedDemand nested = NestedDemand.of(open, now);
		ConnectionCounts counted = well ? counts
				: new ConnectionCounts(counts.active(), counts.idle(), counts.max(), counts.min(), null);
		this.usage.add(counted, nested.units(), nested.depth(), now);
	}

	/** Take a sample of the open checkouts. */
	void sample(MonitoredPool monitored, long now) {
		this.minutes.sampled(this.load.sample(monitored, now), now);
	}

	PoolCondition.Loss loss() {
		return new PoolCondition.Loss(this.trend.timePerConnection(), this.trend.floor());
	}

	HeldDuringCalls calls() {
		return this.calls;
	}

	ExhaustionLog exhaustionLog() {
		return this.exhaustions;
	}

	/**
	 * How much of the pool has been in use.
	 * @return of the last hour
	 */
	public PoolUsage usage() {
		return this.usage.summary();
	}

	/**
	 * Which origins have had the connections out.
	 * @return of the last hour
	 */
	public PoolLoad load() {
		return this.load;
	}

	/**
	 * The load of the last minutes to advise on, without connections that are held for
	 * long on purpose.
	 * @return null before two minutes were observed, and while a leak is part of them
	 */
	public @Nullable LoadReport settledLoad() {
		LoadReport report = this.load.ofMinutes();
		if (report == null || report.observed().compareTo(ENOUGH_LOAD) < 0) {
			return null;
		}
		List<MinuteHistory.Minute> all = this.minutes.minutes();
		boolean leaked = all.subList(Math.max(0, all.size() - LOAD_MINUTES), all.size())
			.stream()
			.anyMatch((minute) -> minute.leaked() > 0);
		return leaked ? null : report.withoutLongLived();
	}

	/**
	 * How much of the pool has been in use, minute by minute.
	 * @return of the last hour
	 */
	public MinuteHistory minutes() {
		return this.minutes;
	}

	/**
	 * How long borrowers have waited for a connection, and none of them got one.
	 * @return zero if none waits, or some are served
	 */
	public Duration unserved() {
		return this.unserved.time();
	}

	/**
	 * Which lines of code have called others by HTTP while they held a connection.
	 * @return at most twenty, the most frequent first
	 */
	public List<HeldDuringCall> heldDuringCalls() {
		return this.calls.sites();
	}

	/**
	 * The last exhaustions.
	 * @return at most ten, the newest first
	 */
	public List<ExhaustionReport> exhaustions() {
		return this.exhaustions.reports(this.pool);
	}

	/**
	 * Leaks, cleared and reclaimed checkouts.
	 * @return the counts since the start
	 */
	public LeakTally tally() {
		return this.tally;
	}

}
