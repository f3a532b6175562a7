package io.github.connectionpool.leak;

import java.sql.Connection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.checkout.Borrower;
import io.github.connectionpool.checkout.Checkout;
import io.github.connectionpool.checkout.OwnerStacks;
import io.github.connectionpool.checkout.Pool;

/**
 * Reports on the open checkouts of a pool. Thread-safe; it reads the ledger and never
 * holds up a borrow or a return.
 */
public final class Reporter {

	/** Taken together; of a larger pool the others are taken one by one. */
	private static final int MOST_STACKS = 100;

	private final Judge judge;

	private final Function<Connection, @Nullable Integer> backendPid;

	/**
	 * Create with a judge.
	 * @param judge gives the verdicts
	 */
	public Reporter(Judge judge) {
		this(judge, (connection) -> null);
	}

	/**
	 * Create with a judge and a driver to ask.
	 * @param judge gives the verdicts
	 * @param backendPid tells the server's process of a connection that is in use,
	 * without waiting for it; null if it does not know
	 */
	public Reporter(Judge judge, Function<Connection, @Nullable Integer> backendPid) {
		this.judge = judge;
		this.backendPid = backendPid;
	}

	/**
	 * Report on the oldest open checkouts of a pool.
	 * @param pool the pool
	 * @param limit how many at most
	 * @return oldest first
	 */
	public List<CheckoutReport> oldest(Pool pool, int limit) {
		long now = System.nanoTime();
		Map<Borrower, Integer> depths = new HashMap<>();
		List<Checkout> oldest = pool.ledger().oldestFirst().stream().limit(limit).toList();
		OwnerStacks.take(oldest.stream().map(Checkout::owner), now);
		return oldest.stream().map((checkout) -> {
			int depth = depths.merge(checkout.owner(), 1, Integer::sum);
			return report(checkout, this.judge.judge(checkout, now), depth, now);
		}).toList();
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
	CheckoutReport report(Checkout checkout, Judgement judgement, long now) {
		return report(checkout, judgement, 1 + checkout.pool().ledger().olderOfSameOwner(checkout), now);
	}

	/** With how many its owner has open, this and older ones. */
	CheckoutReport report(Checkout checkout, Judgement judgement, int depth, long now) {
		Connection connection = checkout.connection();
		return CheckoutReport.of(checkout, judgement, this.judge.times(), this.judge.patience(checkout, now), depth,
				(connection != null) ? this.backendPid.apply(connection) : null, now);
	}

	/**
	 * Report on the call sites that hold connections of a pool.
	 * @param pool the pool
	 * @return the one with the most open checkouts first
	 */
	public List<CallSiteReport> callSites(Pool pool) {
		long now = System.nanoTime();
		Map<String, CallSiteGroup> groups = new LinkedHashMap<>();
		List<Checkout> open = pool.ledger().oldestFirst();
		OwnerStacks.take(open.stream().map(Checkout::owner).distinct().limit(MOST_STACKS), now);
		for (Checkout checkout : open) {
			groups.computeIfAbsent(checkout.source(), (source) -> new CallSiteGroup(checkout.callSiteText(), source))
				.add(checkout, this.judge.judge(checkout, now).verdict(), now);
		}
		return groups.values()
			.stream()
			.sorted(Comparator.comparingInt(CallSiteGroup::count).reversed())
			.map(CallSiteGroup::report)
			.toList();
	}

}
