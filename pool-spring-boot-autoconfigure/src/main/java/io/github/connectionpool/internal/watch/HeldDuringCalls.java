package io.github.connectionpool.internal.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.verdict.JudgedCheckout;
import io.github.connectionpool.internal.worker.OwnerReports;
import io.github.connectionpool.report.OwnerReport;
import io.github.connectionpool.report.ThreadActivity;
import io.github.connectionpool.report.Verdict;

/**
 * Remembers the lines of code that were seen in an HTTP client while their thread held a
 * connection. For the one watching thread; what it knows may be read by any.
 */
final class HeldDuringCalls {

	private static final int MAX_SITES = 20;

	private static final int MAX_STACKS_IN_A_LOOK = 10;

	/** Those whose thread has been looked at, so that each costs one stack. */
	private final Set<Checkout> seen = new HashSet<>();

	private final Map<String, HeldDuringCall> sites = new HashMap<>();

	private int stacks;

	void begin() {
		this.seen.removeIf((checkout) -> !checkout.pool().ledger().isOpen(checkout));
		this.stacks = 0;
	}

	void checked(JudgedCheckout judged, long now) {
		Checkout checkout = judged.checkout();
		if (judged.judgement().verdict() != Verdict.HELD || this.stacks == MAX_STACKS_IN_A_LOOK
				|| !this.seen.add(checkout)) {
			return;
		}
		this.stacks++;
		OwnerReport owner = OwnerReports.of(checkout, now);
		if (owner.whereabouts().place() == ThreadActivity.Place.HTTP) {
			add(Objects.requireNonNullElse(owner.whereabouts().line(), "an unknown line"), judged.sample().unchanged());
		}
	}

	private synchronized void add(String line, Duration unused) {
		if (this.sites.size() < MAX_SITES || this.sites.containsKey(line)) {
			this.sites.merge(line, new HeldDuringCall(line, 1, unused), HeldDuringCall::and);
		}
	}

	/** The most frequent first. */
	synchronized List<HeldDuringCall> sites() {
		List<HeldDuringCall> sorted = new ArrayList<>(this.sites.values());
		sorted.sort(Comparator.comparingInt(HeldDuringCall::count).reversed().thenComparing(HeldDuringCall::line));
		return sorted;
	}

}
