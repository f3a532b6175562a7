package io.github.connectionpool.internal.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.deadlock.Deadlocks;
import io.github.connectionpool.internal.executor.OnDemandExecutor;
import io.github.connectionpool.internal.garbage.GarbageProof;
import io.github.connectionpool.internal.load.IdleOwners;
import io.github.connectionpool.internal.pool.CountsUnknownException;
import io.github.connectionpool.internal.reclaim.Reclaimer;
import io.github.connectionpool.internal.verdict.Judge;
import io.github.connectionpool.internal.verdict.JudgedCheckout;
import io.github.connectionpool.internal.verdict.JudgedPool;
import io.github.connectionpool.internal.verdict.OwnerInspector;
import io.github.connectionpool.internal.verdict.PoolCondition;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.PoolSnapshot;
import io.github.connectionpool.report.UtilizationLevel;
import io.github.connectionpool.report.Verdict;

/**
 * Checks one pool: collects evidence, has it judged, lets the consumers act in their
 * order, and shares the snapshot. For the watching thread only, but for the snapshot and
 * the history.
 */
public final class PoolWatch {

	private final WatchedPool watched;

	private final MonitoredPool pool;

	private final Judge judge;

	private final WatchListener listener;

	private final GarbageProof garbageProof;

	private final Runnable checkSoon;

	private final EvidenceCollector evidence;

	private final SuspectTracker suspects;

	private final LeakReclaimer reclaimer;

	private final DeadlockWatch deadlocks;

	private final OutageWatch outages;

	private final ExhaustionWatch exhaustions;

	private final IdleOwners idleOwners;

	private boolean well = true;

	/**
	 * Create.
	 * @param pool the pool
	 * @param reporter judges and reports
	 * @param settings how to watch
	 * @param listener is told the results
	 * @param helper gives connections back
	 * @param garbageProof has garbage collected
	 * @param checkSoon has a check made when that is done
	 */
	public PoolWatch(MonitoredPool pool, Reporter reporter, WatchSettings settings, WatchListener listener,
			OnDemandExecutor helper, GarbageProof garbageProof, Runnable checkSoon) {
		this(new WatchedPool(pool, reporter), settings, listener, helper, garbageProof, checkSoon,
				new OwnerInspector(pool.callSites()));
	}

	/**
	 * Create.
	 * @param helper gives connections back
	 * @param garbageProof has garbage collected
	 * @param checkSoon has a check made when that is done
	 * @param owners inspects the threads that hold connections of this pool
	 */
	PoolWatch(WatchedPool watched, WatchSettings settings, WatchListener listener, OnDemandExecutor helper,
			GarbageProof garbageProof, Runnable checkSoon, OwnerInspector owners) {
		Reporter reporter = watched.reporter();
		LeakTally tally = watched.history().tally();
		this.watched = watched;
		this.pool = watched.pool();
		this.judge = reporter.judge();
		this.listener = listener;
		this.garbageProof = garbageProof;
		this.checkSoon = checkSoon;
		this.evidence = new EvidenceCollector(this.judge, owners);
		this.suspects = new SuspectTracker(this.pool, this.judge, reporter, listener, tally);
		this.reclaimer = new LeakReclaimer(new Reclaimer(settings.reclaim(), helper), reporter, listener, tally,
				checkSoon);
		this.deadlocks = new DeadlockWatch(watched, new Deadlocks(this.judge.times().quiet(), settings.reclaim()),
				listener);
		this.outages = new OutageWatch(this.pool, listener);
		this.exhaustions = new ExhaustionWatch(this.pool, watched.history().exhaustionLog(), listener);
		this.idleOwners = new IdleOwners(watched.history().load());
	}

	/**
	 * Take a sample of the open checkouts, between two checks.
	 * @param now {@link System#nanoTime()}
	 */
	void sample(long now) {
		this.watched.history().sample(this.pool, now);
	}

	/**
	 * Leave out a time in which the application could not run: it is no evidence.
	 * @param nanos its length, until now
	 * @param now {@link System#nanoTime()}
	 */
	void leaveOut(long nanos, long now) {
		this.pool.ledger().forEach((checkout) -> checkout.leaveOut(nanos, now));
		this.deadlocks.forget();
	}

	/**
	 * Check the pool.
	 * @param now {@link System#nanoTime()}
	 * @return nanoseconds until the next check is worth making, the interval aside
	 */
	public long check(long now) {
		long begin = System.nanoTime();
		Instant at = Instant.now();
		this.pool.checkBegins();
		List<Checkout> open = this.pool.ledger().oldestFirst();
		this.reclaimer.settle(now);
		this.suspects.clearReturned(now);
		List<JudgedCheckout> judged = this.judge.judge(this.evidence.collect(open, now));
		this.watched.history().calls().begin();
		judged.forEach((each) -> act(each, now));
		this.idleOwners.observe(open, begin);
		ConnectionCounts counts = counts();
		this.watched.history().record(open, counts, this.pool.ledger().borrows(), this.well, now);
		this.deadlocks.search(now);
		UtilizationLevel before = this.pool.level();
		UtilizationLevel level = this.pool.checked(counts, now);
		JudgedPool snapshot = this.watched.publish(snapshot(at, now, judged, counts), begin);
		this.well = snapshot.isWell();
		this.watched.history()
			.minutes()
			.checked(counts, snapshot.count(Verdict.LEAKED), this.pool.failures().total(),
					this.pool.failures().exhaustions().count(), now);
		tell(before, level, snapshot);
		boolean crowded = this.exhaustions.checked(counts, now);
		Long lost = crowded ? lost(judged) : null;
		if (lost == null) {
			return nanosToChange(judged);
		}
		this.garbageProof.underPressure(lost, now, this.checkSoon);
		// while borrowers wait, what a collection proves is worth having at once
		return this.reclaimer.isOn() ? 0 : nanosToChange(judged);
	}

	/**
	 * Those of the ledger if the pool fails to tell its own: the rest of the check goes
	 * on.
	 */
	private ConnectionCounts counts() {
		try {
			return this.pool.statistics().counts();
		}
		catch (CountsUnknownException ex) {
			return this.pool.ledgerCounts();
		}
		catch (RuntimeException | LinkageError ex) {
			this.listener.checkFailed(this.pool, ex);
			return this.pool.ledgerCounts();
		}
	}

	private void act(JudgedCheckout judged, long now) {
		if (!judged.checkout().isRevoked()) {
			this.suspects.follow(judged, now);
			this.watched.history().calls().checked(judged, now);
			this.reclaimer.consider(judged);
		}
	}

	private JudgedPool snapshot(Instant at, long now, List<JudgedCheckout> judged, ConnectionCounts counts) {
		PoolCondition condition = this.judge.sampler()
			.condition(this.pool, counts, this.watched.deadlock(), this.watched.history().loss());
		return this.watched.reporter().snapshot(this.pool, at, now, judged, condition);
	}

	private void tell(UtilizationLevel before, UtilizationLevel level, PoolSnapshot snapshot) {
		if (level != before) {
			this.listener.utilizationChanged(this.pool, before, level, snapshot);
		}
		this.listener.checked(this.pool, level, snapshot);
		this.outages.checked(snapshot);
	}

	private long nanosToChange(List<JudgedCheckout> judged) {
		return judged.stream()
			.filter((each) -> !each.checkout().isRevoked())
			.mapToLong(this.judge::nanosToChange)
			.min()
			.orElse(Long.MAX_VALUE);
	}

	/** Since when the last one of those lies that a collection may prove to be lost. */
	private @Nullable Long lost(List<JudgedCheckout> judged) {
		Long latest = null;
		for (JudgedCheckout each : judged) {
			Long since = each.checkout().isRevoked() ? null : this.judge.mayBeLostSince(each);
			if (latest == null || (since != null && since - latest > 0)) {
				latest = since;
			}
		}
		return latest;
	}

	MonitoredPool pool() {
		return this.pool;
	}

	WatchListener listener() {
		return this.listener;
	}

	/** The last snapshot, a new one if there is none yet. */
	PoolSnapshot last() {
		return this.watched.snapshot(Duration.ofDays(1));
	}

	PoolHistory history() {
		return this.watched.history();
	}

}
