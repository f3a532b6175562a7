package io.github.connectionpool.internal.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.internal.watch.HeldDuringCall;
import io.github.connectionpool.report.Finding;

/**
 * Whether connections are held while they are not needed.
 */
final class UseRules {

	private static final int MAX_SITES = 5;

	private static final int MIN_UNUSED = 100;

	/** One in ten is worth a change. */
	private static final int UNUSED_SHARE = 10;

	private UseRules() {
	}

	static List<Finding> of(PoolFacts facts) {
		List<Finding> findings = new ArrayList<>();
		List<HeldDuringCall> calls = facts.heldDuringCalls()
			.stream()
			.filter((call) -> !IdleRules.tells(facts, call.line()))
			.toList();
		if (!calls.isEmpty()) {
			findings.add(heldDuringCalls(calls));
		}
		if (facts.unused() >= MIN_UNUSED && facts.unused() * UNUSED_SHARE >= facts.returned()) {
			findings.add(unused(facts));
		}
		return findings;
	}

	private static Finding heldDuringCalls(List<HeldDuringCall> calls) {
		String sites = calls.stream()
			.limit(MAX_SITES)
			.map((call) -> call.line() + " (" + call.count() + ", unused for " + DurationText.of(call.unused())
					+ " or more)")
			.collect(Collectors.joining(", "));
		return new Finding("held-during-http-call", Finding.Severity.WARNING,
				"Threads waited in an HTTP client while they held a connection: " + sites
						+ ". When the other side is slow, this pool is empty.",
				"Make the call before the transaction or after it: not inside of @Transactional, and with"
						+ " spring.jpa.open-in-view=false.");
	}

	private static Finding unused(PoolFacts facts) {
		return new Finding("borrowed-unused", Finding.Severity.INFO,
				facts.unused() + " of " + facts.returned()
						+ " connections were borrowed by a transaction that then ran no statement, as "
						+ String.join(", ", facts.unusedIn()) + ".",
				"Set spring.datasource.connection-fetch=lazy, so that a transaction borrows with its first statement;"
						+ " or take @Transactional off where nothing is read or written.");
	}

}
