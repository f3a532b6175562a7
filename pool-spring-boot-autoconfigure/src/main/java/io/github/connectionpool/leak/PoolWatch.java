package io.github.connectionpool.leak;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.connectionpool.checkout.Checkout;
import io.github.connectionpool.checkout.ConnectionCounts;
import io.github.connectionpool.checkout.Pool;
import io.github.connectionpool.checkout.UtilizationLevel;

/**
 * Watches one pool. Looks are taken by one thread; what the last one found may be read by
 * any.
 */
final class PoolWatch {

	private final Pool pool;

	private final Judge judge;

	private final Reporter reporter;

	private final WatchListener listener;

	private final Set<Checkout> suspects = new HashSet<>();

	private volatile PoolLook last = PoolLook.NOTHING;

	PoolWatch(Pool pool, Judge judge, WatchListener listener) {
		this.pool = pool;
		this.judge = judge;
		this.reporter = new Reporter(judge);
		this.listener = listener;
	}

	void look(long now) {
		List<Checkout> open = this.pool.ledger().oldestFirst();
		clearReturned(now);
		Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
		for (Checkout checkout : open) {
			checkout.look(now);
			Judgement judgement = this.judge.judge(checkout, now);
			verdicts.merge(judgement.verdict(), 1, Integer::sum);
			follow(checkout, judgement, now);
		}
		Duration oldest = open.isEmpty() ? Duration.ZERO : open.get(0).held(now);
		this.last = new PoolLook(Map.copyOf(verdicts), oldest);
		lookAtUtilization(now);
	}

	private void lookAtUtilization(long now) {
		ConnectionCounts counts = this.pool.statistics().counts();
		UtilizationLevel before = this.pool.level();
		UtilizationLevel after = this.pool.looked(counts, !this.suspects.isEmpty(), now);
		if (after != before) {
			this.listener.utilizationChanged(this.pool, before, after, counts);
		}
		this.listener.looked(this.pool, after, counts);
	}

	private void follow(Checkout checkout, Judgement judgement, long now) {
		if (judgement.verdict() == Verdict.SUSPECT) {
			if (this.suspects.add(checkout)) {
				this.listener.suspected(this.reporter.report(checkout, judgement, now));
			}
		}
		else if (this.suspects.remove(checkout)) {
			this.listener.cleared(this.reporter.report(checkout, judgement, now), false);
		}
	}

	private void clearReturned(long now) {
		for (Iterator<Checkout> suspects = this.suspects.iterator(); suspects.hasNext();) {
			Checkout suspect = suspects.next();
			if (!this.pool.ledger().isOpen(suspect)) {
				suspects.remove();
				this.listener.cleared(this.reporter.report(suspect, Judgement.ACTIVE, now), true);
			}
		}
	}

	Pool pool() {
		return this.pool;
	}

	WatchListener listener() {
		return this.listener;
	}

	PoolLook last() {
		return this.last;
	}

}
