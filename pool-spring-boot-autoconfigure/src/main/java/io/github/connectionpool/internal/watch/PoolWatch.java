package io.github.connectionpool.internal.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.deadlock.Deadlocks;
import io.github.connectionpool.internal.deadlock.NestedDemand;
import io.github.connectionpool.internal.executor.OnDemandExecutor;
import io.github.connectionpool.internal.garbage.GarbageProof;
import io.github.connectionpool.internal.outage.Exhaustion;
import io.github.connectionpool.internal.outage.OutageEpisode;
import io.github.connectionpool.internal.reclaim.Reclaimer;
import io.github.connectionpool.internal.verdict.Judge;
import io.github.connectionpool.internal.verdict.OwnerInspector;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.Deadlock;
import io.github.connectionpool.report.ExhaustionReport;
import io.github.connectionpool.report.Finding;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.OutageReport;
import io.github.connectionpool.report.UtilizationLevel;
import io.github.connectionpool.report.Verdict;

/**
 * Watches one pool. Looks are taken by one thread; what the last one found may be read by
 * any.
 */
public final class PoolWatch {

	private final MonitoredPool pool;

	private final Judge judge;

	private final Reporter reporter;

	private final WatchListener listener;

	private final Reclaimer reclaimer;

	private final GarbageProof garbageProof;

	private final Runnable lookSoon;

	private final OwnerInspector owners;

	private final LeakTally tally = new LeakTally();

	private final SuspectTracker accused;

	private final FloorTrend trend = new FloorTrend();

	private final UsageHistory usage = new UsageHistory();

	private final Unserved unserved = new Unserved();

	private final HeldDuringCalls heldDuringCalls = new HeldDuringCalls();

	private final ExhaustionLog exhaustions;

	private long exhaustionsTold;

	private boolean exhausted;

	private volatile @Nullable OutageReport outage;

	private volatile @Nullable Finding failuresOfFew;

	private final Deadlocks deadlocks;

	private volatile @Nullable Deadlock deadlock;

	private volatile PoolLook last = PoolLook.NOTHING;

	/**
	 * Create.
	 * @param reporter judges and reports
	 * @param helper gives connections back
	 * @param garbageProof has garbage collected
	 * @param lookSoon has a look taken when that is done
	 */
	public PoolWatch(MonitoredPool pool, Reporter reporter, WatchSettings settings, WatchListener listener,
			OnDemandExecutor helper, GarbageProof garbageProof, Runnable lookSoon) {
		this(pool, reporter, settings, listener, helper, garbageProof, lookSoon, new OwnerInspector(pool.callSites()));
	}

	/**
	 * Create.
	 * @param reporter judges and reports
	 * @param helper gives connections back
	 * @param garbageProof has garbage collected
	 * @param lookSoon has a look taken when that is done
	 * @param owners looks at the threads that hold connections of this pool
	 */
	PoolWatch(MonitoredPool pool, Reporter reporter, WatchSettings settings, WatchListener listener, OnDemandExecutor helper,
			GarbageProof garbageProof, Runnable lookSoon, OwnerInspector owners) {
		this.pool = pool;
		this.judge = reporter.judge();
		this.reporter = reporter;
		this.listener = listener;
		this.owners = owners;
		this.lookSoon = lookSoon;
		this.reclaimer = new Reclaimer(settings.reclaim(), helper);
		this.garbageProof = garbageProof;
		this.accused = new SuspectTracker(pool, this.judge, this.reporter, listener, this.tally);
		this.exhaustions = new ExhaustionLog(this.reporter, (judged) -> findings(judged.accused(), pool.counts()));
		this.deadlocks = new Deadlocks(this.judge, settings.reclaim());
		this.exhaustionsTold = pool.exhaustions().count();
		pool.tellExhaustions(this.exhaustions);
	}

	/**
	 * Look.
	 * @return nanoseconds until the next look is worth taking, the interval aside
	 */
	public long look(long now) {
		this.pool.checkBegins();
		List<Checkout> open = this.pool.ledger().oldestFirst();
		this.reclaimer.throwOverdueAway(now);
		this.reclaimer.drain(this::reclaimed);
		this.accused.clearReturned(now);
		this.owners.begin(open, this.judge, now);
		this.heldDuringCalls.begin();
		Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
		long next = Long.MAX_VALUE;
		Long lost = null;
		Map<Borrower, Integer> depths = new HashMap<>();
		for (Checkout checkout : open) {
			checkout.look(now);
			this.owners.look(checkout, this.judge, now);
			int depth = depths.merge(checkout.owner(), 1, Integer::sum);
			long uses = checkout.uses();
			Judgement judgement = this.judge.judge(checkout, now);
			if (checkout.isTakenBack()) {
				continue;
			}
			verdicts.merge(judgement.verdict(), 1, Integer::sum);
			this.accused.follow(checkout, judgement, depth, now);
			this.heldDuringCalls.look(checkout, judgement, now);
			if (this.reclaimer.allows(checkout, judgement) && this.reclaimer.isReady(checkout)) {
				this.reclaimer.reclaim(checkout, uses, this.reporter.report(checkout, judgement, depth, now),
						this.lookSoon);
			}
			lost = latest(lost, this.judge.mayBeLostSince(checkout, judgement, now));
			next = Math.min(next, this.judge.nanosToChange(checkout, now));
		}
		ConnectionCounts counts = this.pool.statistics().counts();
		this.trend.add(counts.active(), now);
		this.unserved.look(counts, this.pool.ledger().borrows(), now);
		NestedDemand nested = NestedDemand.of(open, now);
		this.usage.add(unlessExplained(counts), nested.units(), nested.depth(), now);
		lookForDeadlock(now);
		Duration oldest = open.isEmpty() ? Duration.ZERO : open.get(0).held(now);
		lookAtUtilization(counts, now);
		List<Finding> findings = findings(this.accused.all(), counts);
		this.last = new PoolLook(Map.copyOf(verdicts), oldest, findings);
		boolean pressure = lookAtPressure(counts, lost, now);
		// while borrowers wait, what a collection proves is worth having at once
		return (pressure && this.reclaimer.isOn()) ? 0 : next;
	}

	/**
	 * What is wrong with the pool as a whole. Any thread may ask.
	 * @param accused the checkouts that are suspected or leaked, judged at one moment
	 */
	List<Finding> findings(Map<Checkout, Judgement> accused, ConnectionCounts counts) {
		List<Finding> findings = new ArrayList<>();
		OutageReport outage = this.outage;
		if (outage != null) {
			findings.add(outage.finding());
		}
		Finding few = this.failuresOfFew;
		if (few != null) {
			findings.add(few);
		}
		findings.addAll(Findings.of(this.deadlock, accused, this.trend, counts.max()));
		return findings;
	}

	private static @Nullable Long latest(@Nullable Long one, @Nullable Long other) {
		if (one == null || other == null) {
			return (one != null) ? one : other;
		}
		return (one - other > 0) ? one : other;
	}

	/** A queue behind a leak, a deadlock or an outage says nothing of the size. */
	private ConnectionCounts unlessExplained(ConnectionCounts counts) {
		return this.last.findings().isEmpty() ? counts
				: new ConnectionCounts(counts.active(), counts.idle(), counts.max(), counts.min(), null);
	}

	private void lookForDeadlock(long now) {
		Deadlock found = this.deadlocks.find(this.pool, now);
		if (found != null && this.deadlock == null) {
			this.listener.deadlocked(found);
		}
		this.deadlock = found;
	}

	private boolean lookAtPressure(ConnectionCounts counts, @Nullable Long lost, long now) {
		int pending = (counts.pending() != null) ? counts.pending() : 0;
		boolean full = counts.max() != null && counts.active() >= counts.max();
		Exhaustion episode = this.pool.exhaustions().current(now);
		if (episode != null) {
			episode.waiting(pending);
			if (full && pending > 0) {
				// those who wait now have not failed yet: it is the same episode
				episode.goesOn(now);
			}
		}
		// an episode counts before its report is made
		long reported = this.exhaustions.lastReported();
		if (reported > this.exhaustionsTold) {
			this.exhaustionsTold = reported;
			this.exhausted = true;
			this.listener.exhausted(exhaustions().get(0));
		}
		else if (this.exhausted && episode == null) {
			this.exhausted = false;
			this.listener.recovered(exhaustions().get(0));
		}
		// of a pool that tells no waiters only who fails tells that some wait
		boolean pressure = full && (pending > 0 || (counts.pending() == null && episode != null));
		if (!pressure || lost == null) {
			return false;
		}
		this.garbageProof.underPressure(lost, now, this.lookSoon);
		return true;
	}

	private void lookAtUtilization(ConnectionCounts counts, long now) {
		UtilizationLevel before = this.pool.level();
		UtilizationLevel after = this.pool.looked(counts, now);
		if (after != before) {
			this.listener.utilizationChanged(this.pool, before, after, counts);
		}
		this.listener.looked(this.pool, after, counts);
		lookAtOutage();
	}

	private void lookAtOutage() {
		OutageReport before = this.outage;
		OutageEpisode episode = this.pool.outages().sustained();
		this.outage = (episode != null) ? OutageReports.of(this.pool, episode) : null;
		if (before == null && this.outage != null) {
			this.listener.outageBegan(this.outage);
		}
		else if (before != null && this.outage == null) {
			this.listener.outageEnded(this.pool.outages().isForgotten() ? OutageReports.forgotten(before) : before);
		}
		OutageEpisode partial = this.pool.outages().partial();
		this.failuresOfFew = (partial != null && this.outage == null)
				? OutageReports.of(this.pool, partial).findingOfFew() : null;
	}

	private void reclaimed(CheckoutReport report, @Nullable Throwable failure) {
		if (failure == null) {
			this.tally.addReclaimed();
		}
		this.listener.reclaimed(report, failure);
	}

	MonitoredPool pool() {
		return this.pool;
	}

	WatchListener listener() {
		return this.listener;
	}

	PoolLook last() {
		return this.last;
	}

	PoolUsage usage() {
		return this.usage.summary();
	}

	Duration unserved() {
		return this.unserved.time();
	}

	List<HeldDuringCall> heldDuringCalls() {
		return this.heldDuringCalls.sites();
	}

	LeakTally tally() {
		return this.tally;
	}

	List<ExhaustionReport> exhaustions() {
		return this.exhaustions.reports(this.pool.name());
	}

}
