package io.github.connectionpool.internal.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.learned.CheckoutLines;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.text.PlainText;
import io.github.connectionpool.internal.worker.StackTraceBatch;
import io.github.connectionpool.report.CallSiteReport;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.Finding;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.OutageReport;
import io.github.connectionpool.report.PoolSnapshot;
import io.github.connectionpool.report.UtilizationLevel;
import io.github.connectionpool.report.Verdict;

/**
 * The open checkouts of a pool, each judged once, and its condition, at one moment. Keeps
 * the checkouts reachable until the next snapshot is taken.
 */
public final class JudgedPool implements PoolSnapshot {

	/** Taken together; of a larger pool the others are taken one by one. */
	private static final int MOST_STACKS = 100;

	/** Of a line, as the value of a tag. */
	private static final int MOST_CHARACTERS = 200;

	private final Reporter reporter;

	private final String pool;

	private final Instant at;

	private final long nanos;

	/** Oldest first. */
	private final List<JudgedCheckout> open;

	private final PoolCondition condition;

	private final Map<Verdict, Integer> verdicts;

	private volatile @Nullable Map<String, Integer> leaks;

	/**
	 * Create.
	 * @param open the open checkouts, oldest first, with the verdicts on them
	 */
	JudgedPool(Reporter reporter, String pool, Instant at, long nanos, List<JudgedCheckout> open,
			PoolCondition condition) {
		this.reporter = reporter;
		this.pool = pool;
		this.at = at;
		this.nanos = nanos;
		// judged first: a checkout that is revoked meanwhile is not told either
		this.open = open.stream().filter((judged) -> !judged.checkout().isRevoked()).toList();
		this.condition = condition;
		Map<Verdict, Integer> counted = new EnumMap<>(Verdict.class);
		this.open.forEach((judged) -> counted.merge(judged.judgement().verdict(), 1, Integer::sum));
		this.verdicts = Collections.unmodifiableMap(counted);
	}

	@Override
	public String pool() {
		return this.pool;
	}

	@Override
	public Instant at() {
		return this.at;
	}

	@Override
	public ConnectionCounts counts() {
		return this.condition.counts();
	}

	@Override
	public UtilizationLevel level() {
		return this.condition.level();
	}

	@Override
	public Map<Verdict, Integer> verdicts() {
		return this.verdicts;
	}

	@Override
	public @Nullable OutageReport outage() {
		return this.condition.outage();
	}

	@Override
	public List<Duration> ages() {
		return this.open.stream().map((judged) -> judged.sample().held()).toList();
	}

	@Override
	public List<CheckoutReport> checkouts(int limit) {
		List<JudgedCheckout> oldest = this.open.stream().limit(limit).toList();
		StackTraceBatch.take(oldest.stream().map((judged) -> judged.checkout().owner()), this.nanos);
		return oldest.stream().map(this.reporter::report).toList();
	}

	@Override
	public @Nullable CheckoutReport checkout(String id) {
		return this.open.stream()
			.filter((judged) -> judged.checkout().id().equals(id))
			.findFirst()
			.map(this.reporter::report)
			.orElse(null);
	}

	@Override
	public List<CallSiteReport> callSites() {
		Map<String, CallSiteGroup> groups = new LinkedHashMap<>();
		StackTraceBatch.take(
				this.open.stream().map((judged) -> judged.checkout().owner()).distinct().limit(MOST_STACKS),
				this.nanos);
		for (JudgedCheckout judged : this.open) {
			Checkout checkout = judged.checkout();
			CheckoutLines lines = checkout.lines();
			groups.computeIfAbsent(lines.source(), (source) -> new CallSiteGroup(lines))
				.add(checkout, judged.judgement().verdict(), this.nanos);
		}
		return groups.values()
			.stream()
			.sorted(Comparator.comparingInt(CallSiteGroup::count).reversed())
			.map(CallSiteGroup::report)
			.toList();
	}

	/**
	 * The leaked connections by call site. Counted once, since the rows of a meter ask
	 * one by one.
	 * @return where the call site is not known, the text says so and names the origin
	 */
	public Map<String, Integer> leaks() {
		Map<String, Integer> leaks = this.leaks;
		if (leaks == null) {
			Map<String, Integer> counted = new LinkedHashMap<>();
			for (JudgedCheckout judged : this.open) {
				if (judged.judgement().verdict() == Verdict.LEAKED) {
					counted.merge(line(judged.checkout()), 1, Integer::sum);
				}
			}
			leaks = Collections.unmodifiableMap(counted);
			this.leaks = leaks;
		}
		return leaks;
	}

	private static String line(Checkout checkout) {
		String text = checkout.lineText();
		return PlainText.shortened((text != null) ? text : checkout.source(), MOST_CHARACTERS);
	}

	@Override
	public List<Finding> findings() {
		Map<Checkout, Judgement> accused = new LinkedHashMap<>();
		for (JudgedCheckout judged : this.open) {
			if (judged.judgement().isAccusation()) {
				accused.put(judged.checkout(), judged.judgement());
			}
		}
		return Findings.of(this.condition, accused);
	}

	/**
	 * Whether the pool has no finding, without the words for it.
	 * @return whether no connection is suspected or leaked, no thread deadlocked, and the
	 * database reached
	 */
	public boolean isWell() {
		return count(Verdict.SUSPECT) + count(Verdict.LEAKED) == 0 && this.condition.deadlock() == null
				&& this.condition.outage() == null && this.condition.failuresOfFew() == null;
	}

}
