package io.github.connectionpool.internal.verdict;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.worker.StackTraceBatch;
import io.github.connectionpool.report.CallSiteReport;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.Verdict;

/**
 * The open checkouts of a pool, each judged once, at one moment. Each part of an answer
 * is made from this, so that no part contradicts another. Immutable; keeps checkouts
 * reachable, so that it is for one answer only.
 */
public final class JudgedPool {

	/** Taken together; of a larger pool the others are taken one by one. */
	private static final int MOST_STACKS = 100;

	/**
	 * One open checkout.
	 *
	 * @param depth how many its owner has open, this and older ones
	 */
	private record Judged(Checkout checkout, Judgement judgement, int depth) {

	}

	private final Reporter reporter;

	private final long now;

	/** Oldest first. */
	private final List<Judged> open;

	private JudgedPool(Reporter reporter, long now, List<Judged> open) {
		this.reporter = reporter;
		this.now = now;
		this.open = open;
	}

	static JudgedPool of(MonitoredPool pool, Judge judge, Reporter reporter) {
		long now = System.nanoTime();
		Map<Borrower, Integer> depths = new HashMap<>();
		return new JudgedPool(reporter, now,
				pool.ledger()
					.oldestFirst()
					.stream()
					.map((checkout) -> new Judged(checkout, judge.judge(checkout, now),
							depths.merge(checkout.owner(), 1, Integer::sum)))
					// judged first: what is taken back meanwhile is not told either
					.filter((judged) -> !judged.checkout().isTakenBack())
					.toList());
	}

	/**
	 * Report on the oldest open checkouts.
	 * @param limit how many at most
	 * @return oldest first
	 */
	public List<CheckoutReport> oldest(int limit) {
		List<Judged> oldest = this.open.stream().limit(limit).toList();
		StackTraceBatch.take(oldest.stream().map((judged) -> judged.checkout().owner()), this.now);
		return oldest.stream()
			.map((judged) -> this.reporter.report(judged.checkout(), judged.judgement(), judged.depth(), this.now))
			.toList();
	}

	/**
	 * Report on the call sites that hold connections.
	 * @return the one with the most open checkouts first
	 */
	public List<CallSiteReport> callSites() {
		Map<String, CallSiteGroup> groups = new LinkedHashMap<>();
		StackTraceBatch.take(
				this.open.stream().map((judged) -> judged.checkout().owner()).distinct().limit(MOST_STACKS), this.now);
		for (Judged judged : this.open) {
			Checkout checkout = judged.checkout();
			groups.computeIfAbsent(checkout.source(), (source) -> new CallSiteGroup(checkout.callSiteText(), source))
				.add(checkout, judged.judgement().verdict(), this.now);
		}
		return groups.values()
			.stream()
			.sorted(Comparator.comparingInt(CallSiteGroup::count).reversed())
			.map(CallSiteGroup::report)
			.toList();
	}

	/**
	 * How many open checkouts have a verdict.
	 * @param verdict the verdict
	 * @return the number
	 */
	public int count(Verdict verdict) {
		return (int) this.open.stream().filter((judged) -> judged.judgement().verdict() == verdict).count();
	}

	/**
	 * How long the open checkouts have been held.
	 * @return oldest first
	 */
	public List<Duration> ages() {
		return this.open.stream().map((judged) -> judged.checkout().held(this.now)).toList();
	}

	/** The checkouts that are suspected or leaked. */
	public Map<Checkout, Judgement> accused() {
		Map<Checkout, Judgement> accused = new LinkedHashMap<>();
		for (Judged judged : this.open) {
			if (judged.judgement().isAccusation()) {
				accused.put(judged.checkout(), judged.judgement());
			}
		}
		return accused;
	}

}
