package io.github.connectionpool.leak;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.checkout.Checkout;
import io.github.connectionpool.checkout.Context;

/**
 * Adds up the checkouts of one call site.
 */
final class CallSiteGroup {

	private static final int MAX_CONTEXTS = 5;

	private final @Nullable String callSite;

	private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);

	private final Set<String> contexts = new TreeSet<>();

	private int count;

	private Duration oldest = Duration.ZERO;

	CallSiteGroup(@Nullable String callSite) {
		this.callSite = callSite;
	}

	void add(Checkout checkout, Verdict verdict, long now) {
		this.count++;
		this.verdicts.merge(verdict, 1, Integer::sum);
		Duration held = checkout.held(now);
		this.oldest = (held.compareTo(this.oldest) > 0) ? held : this.oldest;
		addContext(checkout.context().transaction());
		Context.Request request = checkout.context().request();
		addContext((request != null) ? request.toString() : null);
		addContext(checkout.context().task());
	}

	private void addContext(@Nullable String context) {
		if (context != null && this.contexts.size() < MAX_CONTEXTS) {
			this.contexts.add(context);
		}
	}

	int count() {
		return this.count;
	}

	CallSiteReport report() {
		return new CallSiteReport(this.callSite, this.count, Collections.unmodifiableMap(this.verdicts), this.oldest,
				Collections.unmodifiableSet(this.contexts));
	}

}
