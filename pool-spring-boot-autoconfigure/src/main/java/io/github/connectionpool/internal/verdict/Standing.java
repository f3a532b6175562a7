package io.github.connectionpool.internal.verdict;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.Evidence;
import io.github.connectionpool.report.Judgement;
import io.github.connectionpool.report.Verdict;

/**
 * An accusation that stands until the connection is used, whatever else is found
 * meanwhile. It is kept by the checkout, so that all that ask for a verdict agree.
 * Immutable.
 *
 * @param accusation what was found
 * @param uses how often the connection had been used then
 */
record Standing(Judgement accusation, long uses) implements Evidence.Conclusion {

	/**
	 * Joins a fresh judgement with the accusation that stands, and keeps the result if it
	 * is an accusation.
	 * @param uses how often the connection had been used before it was judged
	 * @return never less than the accusation that stands
	 */
	static Judgement join(Checkout checkout, Judgement fresh, long uses) {
		// a call in flight is a use that may not have been counted when uses was read
		if (fresh.verdict() == Verdict.EXECUTING) {
			return fresh;
		}
		Evidence.Conclusion before;
		Judgement joined;
		do {
			before = checkout.evidence().conclusion();
			Judgement standing = accusation(before, uses);
			joined = (standing != null) ? standing.with(fresh) : fresh;
			if (!joined.isAccusation() || joined.equals(standing)) {
				return joined;
			}
		}
		while (!checkout.conclude(before, new Standing(joined, uses)));
		return joined;
	}

	private static @Nullable Judgement accusation(Evidence.@Nullable Conclusion before, long uses) {
		return (before instanceof Standing standing && standing.uses == uses) ? standing.accusation : null;
	}

}
