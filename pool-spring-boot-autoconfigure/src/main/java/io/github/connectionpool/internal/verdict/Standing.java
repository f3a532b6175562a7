package io.github.connectionpool.internal.verdict;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.Evidence;
import io.github.connectionpool.report.Judgement;

/**
 * An accusation that stands until the connection is used, regardless of other evidence
 * meanwhile. It is kept by the checkout, so that all that ask for a verdict agree.
 * Immutable.
 *
 * @param accusation the later evidence
 * @param uses how often the connection had been used then
 */
record Standing(Judgement accusation, long uses) implements Evidence.Conclusion {

	/**
	 * The accusation that stands.
	 * @param uses how often the connection has been used by now
	 * @return null if there is none, or the connection has been used since
	 */
	static @Nullable Judgement of(Checkout checkout, long uses) {
		return accusation(checkout.evidence().conclusion(), uses);
	}

	/**
	 * Keeps a judgement with its checkout, if it is an accusation.
	 * @param uses how often the connection had been used before it was judged
	 */
	static void keep(Checkout checkout, Judgement judgement, long uses) {
		if (!judgement.isAccusation()) {
			return;
		}
		Evidence.Conclusion before;
		Judgement joined;
		do {
			before = checkout.evidence().conclusion();
			// another thread may have found more meanwhile
			Judgement standing = accusation(before, uses);
			joined = (standing != null) ? standing.with(judgement) : judgement;
			if (joined.equals(standing)) {
				return;
			}
		}
		while (!checkout.conclude(before, new Standing(joined, uses)));
	}

	private static @Nullable Judgement accusation(Evidence.@Nullable Conclusion before, long uses) {
		return (before instanceof Standing standing && standing.uses == uses) ? standing.accusation : null;
	}

}
