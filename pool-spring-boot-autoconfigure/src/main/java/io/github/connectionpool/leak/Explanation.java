package io.github.connectionpool.leak;

import java.time.Duration;

import io.github.connectionpool.checkout.Checkout;

/**
 * Says in a sentence what a verdict rests on.
 */
final class Explanation {

	/** Up to two looks at the default interval may pass before a use is noticed. */
	private static final Duration NOTABLE = Duration.ofSeconds(2);

	private Explanation() {
	}

	static String of(Checkout checkout, Judgement judgement, Duration threshold, int depth, long now) {
		StringBuilder text = new StringBuilder();
		Duration unchanged = checkout.unchanged(now);
		switch (judgement.verdict()) {
			case EXECUTING -> text.append("The database has been working on a call for at least ")
				.append(Durations.text(unchanged))
				.append("; not a leak.");
			case SUSPECT -> text.append("Nobody has used this connection for ")
				.append(Durations.text(unchanged))
				.append(", and no statement is in flight: probably it was never given back; look at the call site.");
			default -> appendUse(text, checkout, unchanged, threshold);
		}
		if (checkout.isInTransaction() && !checkout.isInFlight() && unchanged.compareTo(NOTABLE) > 0) {
			text.append(" A transaction is open and idle.");
		}
		if (depth > 1) {
			text.append(" Its thread holds ").append(depth - 1);
			text.append((depth > 2) ? " older connections" : " older connection").append(" of this pool as well.");
		}
		if (checkout.isDriverUnwrapped()) {
			text.append(" The driver's own object was unwrapped, so it may be in use unseen.");
		}
		return text.toString();
	}

	private static void appendUse(StringBuilder text, Checkout checkout, Duration unchanged, Duration threshold) {
		if (unchanged.compareTo(NOTABLE) <= 0) {
			text.append("In normal use.");
			return;
		}
		text.append((checkout.activity() == 0) ? "Borrowed " + Durations.text(unchanged) + " ago and not used yet"
				: "Not used for " + Durations.text(unchanged));
		text.append("; suspected of a leak when that reaches ").append(Durations.text(threshold)).append('.');
	}

}
