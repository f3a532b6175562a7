package io.github.connectionpool.internal.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.report.CallSiteReport;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.ExhaustionReport;
import io.github.connectionpool.report.Finding;
import io.github.connectionpool.report.OutageReport;
import io.github.connectionpool.report.UtilizationLevel;
import io.github.connectionpool.report.Verdict;

/**
 * The first sentence on a pool: its condition, since when, the line of code and the next
 * step. The worst condition wins. The texts are those of the findings. Immutable.
 *
 * @param tone how bad it is
 * @param state the condition, as {@code is exhausted}
 * @param since when it began, null if that is not known
 * @param detail the evidence
 * @param step the next step, empty if there is none
 */
record Headline(Tone tone, String state, @Nullable Instant since, String detail, String step) {

	/** An exhaustion goes on for so long after the last failure. */
	private static final Duration QUIET = Duration.ofSeconds(10);

	private static final Duration MOMENT = Duration.ofSeconds(1);

	private static final String DEADLOCK = "Deadlock: ";

	/** How bad it is, the worst first. */
	enum Tone {

		BAD("✗"), WARN("!"), GOOD("✓");

		private final String sign;

		Tone(String sign) {
			this.sign = sign;
		}

		String sign() {
			return this.sign;
		}

		String cssClass() {
			return name().toLowerCase(java.util.Locale.ROOT);
		}

	}

	static Headline of(PagePool pool) {
		OutageReport outage = pool.snapshot().outage();
		if (outage != null) {
			Finding finding = outage.finding();
			return new Headline(Tone.BAD, outage.isSuspended() ? "is suspended" : "cannot reach its database",
					outage.startedAt(), finding.evidence(), finding.fix());
		}
		Finding deadlock = pool.finding("deadlock");
		if (deadlock != null) {
			String evidence = deadlock.evidence();
			return new Headline(Tone.BAD, "is deadlocked", null,
					evidence.startsWith(DEADLOCK) ? capitalized(evidence.substring(DEADLOCK.length())) : evidence,
					deadlock.fix());
		}
		ExhaustionReport exhaustion = current(pool);
		boolean isFull = pool.counts().max() != null && pool.counts().active() >= pool.counts().max();
		if (exhaustion != null && isFull) {
			return new Headline(Tone.BAD, "is exhausted", exhaustion.startedAt(),
					counts(pool, exhaustion) + " " + cause(pool), step(pool));
		}
		if (isFull && pool.pending() > 0) {
			return new Headline(Tone.BAD, "has no free connection", null, counts(pool, null) + " " + cause(pool),
					step(pool));
		}
		return ofAccused(pool);
	}

	private static Headline ofAccused(PagePool pool) {
		boolean isFull = pool.counts().max() != null && pool.counts().active() >= pool.counts().max();
		String full = isFull ? counts(pool, null) + " " : "";
		int leaked = pool.snapshot().count(Verdict.LEAKED);
		if (leaked > 0) {
			return new Headline(Tone.BAD, (leaked == 1) ? "has a leak" : "has leaks", oldest(pool, Verdict.LEAKED),
					full + isOrAre(leaked, pool) + " leaked. " + cause(pool), step(pool));
		}
		int suspected = pool.snapshot().count(Verdict.SUSPECT);
		if (suspected > 0) {
			return new Headline(Tone.WARN, "may have a leak", oldest(pool, Verdict.SUSPECT),
					full + isOrAre(suspected, pool) + " suspected of a leak. " + cause(pool), step(pool));
		}
		if (pool.snapshot().level() != UtilizationLevel.UP || (isFull && isAtRest(pool))) {
			return new Headline(Tone.WARN, isFull ? "is full" : "is nearly full", null,
					counts(pool, null) + " " + cause(pool), step(pool));
		}
		Finding worst = pool.findings().isEmpty() ? null : pool.findings().get(0);
		if (worst != null && worst.severity() == Finding.Severity.CRITICAL) {
			return new Headline(Tone.WARN, "needs attention", null, worst.evidence(), worst.fix());
		}
		long warnings = pool.findings().stream().filter((each) -> each.severity() == Finding.Severity.WARNING).count();
		return new Headline(Tone.GOOD, "is well", null, counts(pool, null), (warnings == 0) ? ""
				: ((warnings == 1) ? "1 warning" : warnings + " warnings") + " below can wait for office hours.");
	}

	/**
	 * No connection has come back for a while: a pool that is full for a moment is well.
	 */
	private static boolean isAtRest(PagePool pool) {
		return pool.checkouts().stream().allMatch((checkout) -> checkout.held().compareTo(MOMENT) >= 0);
	}

	/** The exhaustion that goes on, null if there is none. */
	static @Nullable ExhaustionReport current(PagePool pool) {
		ExhaustionReport newest = pool.past().exhaustions().isEmpty() ? null : pool.past().exhaustions().get(0);
		if (newest == null) {
			return null;
		}
		Instant end = newest.startedAt().plus(newest.lasted()).plus(QUIET);
		return (pool.pending() > 0 || end.isAfter(pool.snapshot().at())) ? newest : null;
	}

	private static String counts(PagePool pool, @Nullable ExhaustionReport exhaustion) {
		ConnectionCounts counts = pool.counts();
		StringBuilder text = new StringBuilder();
		text.append((counts.max() != null && counts.active() == counts.max() && counts.max() > 1)
				? "All " + counts.max() + " connections" : counts.borrowedText());
		text.append((counts.active() == 1) ? " is borrowed" : " are borrowed");
		if (pool.pending() > 0) {
			text.append(", ")
				.append(pool.pending())
				.append((pool.pending() == 1) ? " borrower waits" : " borrowers wait");
			if (!pool.unserved().isZero()) {
				text.append(", none was served for ").append(DurationText.of(pool.unserved()));
			}
		}
		else if (counts.pending() != null) {
			text.append(", none waits");
		}
		if (exhaustion != null) {
			text.append(", ")
				.append(exhaustion.failed())
				.append((exhaustion.failed() == 1) ? " has failed" : " have failed");
		}
		return text.append('.').toString();
	}

	private static String cause(PagePool pool) {
		Finding leak = pool.finding("leak");
		if (leak != null) {
			return leak.evidence();
		}
		Finding suspected = pool.finding("suspected-leak");
		if (suspected != null) {
			return suspected.evidence();
		}
		CallSiteReport heaviest = pool.snapshot().callSites().isEmpty() ? null : pool.snapshot().callSites().get(0);
		if (heaviest == null) {
			return "";
		}
		String where = heaviest.whereabouts().isEmpty() ? ""
				: "; the thread " + String.join(", or ", heaviest.whereabouts());
		return heaviest.count() + ((heaviest.count() == 1) ? " was" : " were") + " borrowed at " + heaviest.source()
				+ where + ".";
	}

	private static String step(PagePool pool) {
		Finding leak = pool.finding("leak");
		if (leak != null) {
			Finding lost = pool.finding("connections-lost");
			return leak.fix() + ((lost != null) ? " " + lost.fix() : "");
		}
		return pool.findings()
			.stream()
			.filter((finding) -> finding.severity() != Finding.Severity.INFO && !finding.id().startsWith("timeout-"))
			.map(Finding::fix)
			.findFirst()
			.orElse("None is leaked. Look below at the call sites that hold connections, and at what their threads do.");
	}

	private static @Nullable Instant oldest(PagePool pool, Verdict verdict) {
		return pool.checkouts()
			.stream()
			.filter((checkout) -> checkout.judgement().verdict() == verdict)
			.map(CheckoutReport::acquiredAt)
			.min(Comparator.naturalOrder())
			.orElse(null);
	}

	private static String isOrAre(int count, PagePool pool) {
		String all = (pool.counts().max() != null) ? " of " + pool.counts().max() + " connections" : " of them";
		return count + all + ((count == 1) ? " is" : " are");
	}

	private static String capitalized(String text) {
		return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
	}

	/** The condition with its beginning, as a sentence. */
	String sentence(String pool, Instant now) {
		return pool + " " + this.state + ((this.since != null) ? " since " + Times.of(this.since, now) : "") + ".";
	}

}
