package io.github.connectionpool.internal.watch;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.verdict.Judge;
import io.github.connectionpool.internal.verdict.JudgedCheckout;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.Verdict;

/**
 * The checkouts of one pool that are suspected or leaked, from check to check. Tells each
 * change once. For the one watching thread; bounded by the ledger.
 */
final class SuspectTracker {

	private final MonitoredPool pool;

	private final Judge judge;

	private final Reporter reporter;

	private final WatchListener listener;

	private final LeakTally tally;

	private final Map<Checkout, Judgement> accused = new HashMap<>();

	/** Those that lie after the end of their work, accused or not. */
	private final Map<Checkout, Lying> lying = new HashMap<>();

	SuspectTracker(MonitoredPool pool, Judge judge, Reporter reporter, WatchListener listener, LeakTally tally) {
		this.pool = pool;
		this.judge = judge;
		this.reporter = reporter;
		this.listener = listener;
		this.tally = tally;
	}

	/** Without those that are revoked, which are no more the application's. */
	Map<Checkout, Judgement> all() {
		Map<Checkout, Judgement> all = new HashMap<>(this.accused);
		all.keySet().removeIf(Checkout::isRevoked);
		return all;
	}

	/** Before the open ones are judged: those that are not open any more. */
	void clearReturned(long now) {
		learnFromReturned(now);
		for (Iterator<Map.Entry<Checkout, Judgement>> entries = this.accused.entrySet().iterator(); entries
			.hasNext();) {
			Map.Entry<Checkout, Judgement> entry = entries.next();
			Checkout checkout = entry.getKey();
			if (!this.pool.ledger().isOpen(checkout)) {
				entries.remove();
				if (isReturned(checkout)) {
					clear(checkout, true, now);
				}
			}
		}
	}

	private void learnFromReturned(long now) {
		for (Iterator<Map.Entry<Checkout, Lying>> entries = this.lying.entrySet().iterator(); entries.hasNext();) {
			Map.Entry<Checkout, Lying> entry = entries.next();
			Checkout checkout = entry.getKey();
			if (!this.pool.ledger().isOpen(checkout)) {
				entries.remove();
				if (isReturned(checkout)) {
					learn(checkout, entry.getValue(), checkout.acquiredNanos() + checkout.held(now).toNanos(), now);
				}
			}
		}
	}

	/** Whether the application returned a connection that is not open any more. */
	private static boolean isReturned(Checkout checkout) {
		return !checkout.isRevoked() && !checkout.isDropped();
	}

	/** Follow an open checkout from check to check. */
	void follow(JudgedCheckout judged, long now) {
		Checkout checkout = judged.checkout();
		Judgement judgement = judged.judgement();
		followPause(judged, now);
		Judgement before = this.accused.get(checkout);
		if (!judgement.isAccusation()) {
			if (before != null) {
				this.accused.remove(checkout);
				clear(checkout, false, now);
			}
			return;
		}
		this.accused.put(checkout, judgement);
		boolean wasLeaked = before != null && before.verdict() == Verdict.LEAKED;
		if (judgement.verdict() == Verdict.LEAKED && !wasLeaked) {
			if (judgement.reason() != null) {
				this.tally.addLeak(judgement.reason());
			}
			this.pool.capture().accused(checkout, true, now);
			this.listener.leaked(this.reporter.report(judged));
		}
		else if (before == null) {
			this.pool.capture().accused(checkout, false, now);
			this.listener.suspected(this.reporter.report(judged));
		}
	}

	/** Learns from the end of a pause, and notes the beginning of one. */
	private void followPause(JudgedCheckout judged, long now) {
		Checkout checkout = judged.checkout();
		Lying before = this.lying.get(checkout);
		long uses = judged.sample().uses();
		if (before != null && before.uses() != uses) {
			this.lying.remove(checkout);
			learn(checkout, before, now, now);
		}
		Long since = this.judge.lyingSince(judged);
		if (since != null) {
			this.lying.putIfAbsent(checkout, new Lying(since, uses));
		}
	}

	/** A connection that is used or returned after the end of its work was handed on. */
	private void learn(Checkout checkout, Lying lying, long endNanos, long now) {
		Duration pause = Duration.ofNanos(Math.max(0, endNanos - lying.sinceNanos()));
		this.judge.cleared().seen(checkout, pause, now);
	}

	private void clear(Checkout checkout, boolean returned, long now) {
		this.pool.capture().cleared(checkout);
		this.tally.addCleared();
		this.listener.cleared(this.reporter.report(checkout, Judgement.ACTIVE, now), returned);
	}

	/** Since when a connection lies, and how often it had been used before. */
	private record Lying(long sinceNanos, long uses) {
	}

}
