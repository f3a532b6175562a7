package io.github.connectionpool.internal.finding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.internal.watch.PoolUsage;
import io.github.connectionpool.report.Finding;

/**
 * Whether a pool is too small or too large for the load of this run.
 */
final class SizeRules {

	/** Borrowers queue steadily if one waits at half of the checks. */
	private static final double STEADY = 0.5;

	private static final int MIN_CHECKS = 30;

	/** A peak of minutes says nothing about the day. */
	private static final Duration LONG_ENOUGH = Duration.ofMinutes(30);

	private static final int HARDLY_USED = 3;

	/** A small pool has little to give back. */
	private static final int SMALL = 10;

	private SizeRules() {
	}

	static List<Finding> of(PoolFacts facts) {
		List<Finding> findings = new ArrayList<>();
		Integer max = facts.max();
		if (max == null) {
			return findings;
		}
		PoolUsage usage = facts.usage();
		// a thread that holds two at once may wait for ever, however rarely borrowers
		// queue
		if (usage.nestedDemand() > max) {
			findings.add(nested(usage, max));
		}
		// a pool that leaks or is deadlocked is full at any size
		if (!facts.isSick() && usage.recentChecks() >= MIN_CHECKS && usage.queueingShare() >= STEADY) {
			findings.add(queueing(facts, max));
		}
		else if (!facts.isSick() && usage.observed().compareTo(LONG_ENOUGH) >= 0 && max >= SMALL
				&& usage.peak() * HARDLY_USED <= max && usage.queueing() == 0 && facts.returned() > 0) {
			findings.add(hardlyUsed(usage, max));
		}
		return findings;
	}

	private static Finding nested(PoolUsage usage, int max) {
		return new Finding("nested-checkouts", Finding.Severity.WARNING,
				"Threads that hold a connection have taken another of the same pool. With as many threads as were"
						+ " seen at once they can all wait for each other for ever. It takes a pool of "
						+ usage.nestedDemand() + " to rule out, and this one has " + max + ".",
				"Take one connection in each thread: avoid REQUIRES_NEW and second borrows inside of a transaction;"
						+ " until then set the pool's maximum to at least " + usage.nestedDemand() + ".");
	}

	private static Finding queueing(PoolFacts facts, int max) {
		PoolUsage usage = facts.usage();
		return new Finding("pool-too-small", Finding.Severity.WARNING, String.format(Locale.ROOT,
				"Borrowers waited at %d of %d checks in the last five minutes, 1 in 100 for %s or longer,"
						+ " with all %d connections in use and no leak found. A connection is held for %s on"
						+ " average, 1 in 100 for %s and the longest for %s, those that are out now among them.",
				usage.queueing(), usage.recentChecks(),
				DurationText.of(longer(facts.acquire().p99(), facts.unserved())),
				Math.max(max, facts.counts().active()), DurationText.of(facts.held().mean()),
				DurationText.of(facts.held().p99()), DurationText.of(facts.held().max())),
				"Hold connections for less time first: callSites and the longest holders say where. If each hold is"
						+ " needed, ask the plan of this endpoint for the size, and whether the server takes it.");
	}

	private static Finding hardlyUsed(PoolUsage usage, int max) {
		int enough = Math.max(2, 2 * usage.peak());
		return new Finding("pool-too-large", Finding.Severity.INFO,
				"At most " + usage.peak() + " of " + max + " connections were borrowed at any of the " + usage.checks()
						+ " checks in the last " + DurationText.of(usage.observed())
						+ ", and no borrower waited. Peaks between two checks are not seen.",
				"If this was your peak, a maximum of " + enough
						+ " leaves as much again in reserve, and gives the server's connections to others.");
	}

	private static Duration longer(Duration one, Duration other) {
		return (one.compareTo(other) >= 0) ? one : other;
	}

}
