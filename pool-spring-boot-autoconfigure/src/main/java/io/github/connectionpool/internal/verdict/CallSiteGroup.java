package io.github.connectionpool.internal.verdict;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CallSite;
import io.github.connectionpool.internal.capture.learned.CheckoutLines;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.text.PlainText;
import io.github.connectionpool.internal.worker.OwnerReports;
import io.github.connectionpool.report.CallSiteReport;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.Verdict;
import io.github.connectionpool.report.WorkContext;

/**
 * Adds up the checkouts of one call site.
 */
final class CallSiteGroup {

	private static final int MAX_TEXTS = 5;

	/** A few stacks are enough, since the threads of one call site do much the same. */
	private static final int MAX_STACKS = 20;

	private final CheckoutLines lines;

	private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);

	private final Set<String> contexts = new TreeSet<>();

	private final Set<String> whereabouts = new TreeSet<>();

	private int stacks;

	private int count;

	private Duration oldest = Duration.ZERO;

	private @Nullable Duration youngest;

	/**
	 * Create.
	 * @param lines what is known of the line of one of them
	 */
	CallSiteGroup(CheckoutLines lines) {
		this.lines = lines;
	}

	void add(Checkout checkout, Verdict verdict, long now) {
		this.count++;
		this.verdicts.merge(verdict, 1, Integer::sum);
		Duration held = checkout.held(now);
		this.oldest = (held.compareTo(this.oldest) > 0) ? held : this.oldest;
		this.youngest = (this.youngest == null || held.compareTo(this.youngest) < 0) ? held : this.youngest;
		if (this.stacks++ < MAX_STACKS) {
			add(this.whereabouts, OwnerReports.of(checkout, now).whereabouts().words());
		}
		add(this.contexts, checkout.context().transaction());
		CheckoutContext.Request request = checkout.context().request();
		add(this.contexts, (request != null) ? request.toString() : null);
		add(this.contexts, checkout.context().task());
		for (WorkContext contributed : checkout.context().contributed()) {
			add(this.contexts, contributed.withoutAttributes().toString());
		}
	}

	private static void add(Set<String> texts, @Nullable String text) {
		if (text != null && texts.size() < MAX_TEXTS) {
			texts.add(PlainText.of(text));
		}
	}

	int count() {
		return this.count;
	}

	CallSiteReport report() {
		CallSite callSite = this.lines.callSite();
		CallSite likely = this.lines.likely().first();
		return new CallSiteReport((callSite != null) ? callSite.text() : null,
				(callSite == null && likely != null) ? likely.text() : null, this.lines.source(), this.count,
				Collections.unmodifiableMap(this.verdicts), this.oldest,
				(this.youngest != null) ? this.youngest : Duration.ZERO, Collections.unmodifiableSet(this.contexts),
				Collections.unmodifiableSet(this.whereabouts));
	}

}
