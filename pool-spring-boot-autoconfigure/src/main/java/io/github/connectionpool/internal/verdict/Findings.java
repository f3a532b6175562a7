package io.github.connectionpool.internal.verdict;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.report.Deadlock;
import io.github.connectionpool.report.Finding;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.Verdict;

/**
 * Words the findings on a pool as a whole: an outage, a deadlock, leaks, and when the
 * pool will be empty if they go on.
 */
public final class Findings {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

	private static final int MAX_SITES = 5;

	/** A time without a date misleads at the end of a day. */
	private static final Duration FORESEEABLE = Duration.ofHours(12);

	private Findings() {
	}

	static List<Finding> of(PoolCondition condition, Map<Checkout, Judgement> accused) {
		List<Finding> findings = new ArrayList<>();
		if (condition.outage() != null) {
			findings.add(condition.outage().finding());
		}
		if (condition.failuresOfFew() != null) {
			findings.add(condition.failuresOfFew());
		}
		findings.addAll(of(condition.deadlock(), accused, condition.loss(), condition.counts().max()));
		return findings;
	}

	/**
	 * Word a deadlock and leaks.
	 * @param deadlock the deadlock, null if there is none
	 * @param accused the checkouts that are suspected or leaked
	 * @param loss how fast connections are lost
	 * @param max the pool's maximum, null if it has none
	 * @return in the order of their urgency
	 */
	public static List<Finding> of(@Nullable Deadlock deadlock, Map<Checkout, Judgement> accused,
			PoolCondition.Loss loss, @Nullable Integer max) {
		List<Finding> findings = new ArrayList<>();
		if (deadlock != null) {
			findings.add(deadlock.finding());
		}
		Map<String, Integer> leaked = sites(accused, Verdict.LEAKED);
		Map<String, Integer> suspected = sites(accused, Verdict.SUSPECT);
		if (!leaked.isEmpty()) {
			findings.add(new Finding("leak", Finding.Severity.CRITICAL,
					"Leaked connections were borrowed at " + text(leaked) + ".",
					"Close them there: a larger pool would only take longer to be empty."));
		}
		if (!suspected.isEmpty()) {
			findings.add(new Finding("suspected-leak", Finding.Severity.WARNING,
					"Suspected connections were borrowed at " + text(suspected) + ".",
					"Look whether they are given back there."));
		}
		if (!accused.isEmpty()) {
			Finding foreseen = trend((leaked.isEmpty() ? suspected : leaked).keySet().iterator().next(), loss, max);
			if (foreseen != null) {
				findings.add(foreseen);
			}
		}
		return findings;
	}

	private static Map<String, Integer> sites(Map<Checkout, Judgement> accused, Verdict verdict) {
		Map<String, Integer> sites = new HashMap<>();
		accused.forEach((checkout, judgement) -> {
			if (judgement.verdict() == verdict) {
				sites.merge(checkout.lines().source(), 1, Integer::sum);
			}
		});
		return sites.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
				.thenComparing(Map.Entry.comparingByKey()))
			.limit(MAX_SITES)
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
	}

	private static String text(Map<String, Integer> sites) {
		return sites.entrySet()
			.stream()
			.map((site) -> site.getKey() + " (" + site.getValue() + ")")
			.collect(Collectors.joining(", "));
	}

	private static @Nullable Finding trend(String site, PoolCondition.Loss loss, @Nullable Integer max) {
		Duration each = loss.timePerConnection();
		if (each == null || max == null) {
			return null;
		}
		Duration left = each.multipliedBy(Math.max(0, max - loss.floor()));
		if (left.isZero()) {
			return lost(
					"A connection was lost every " + DurationText.of(each) + " at " + site + "; the pool is empty.");
		}
		String empty = (left.compareTo(FORESEEABLE) < 0)
				? "at about " + TIME.format(LocalTime.now(ZoneId.systemDefault()).plus(left))
				: "in " + DurationText.of(left);
		return lost("A connection is lost every " + DurationText.of(each) + " at " + site + "; the pool is empty "
				+ empty + ".");
	}

	private static Finding lost(String evidence) {
		return new Finding("connections-lost", Finding.Severity.CRITICAL, evidence,
				"Until this is fixed, connectionpool.leak.reclaim=unreachable returns unreachable connections to the "
						+ "pool.");
	}

}
