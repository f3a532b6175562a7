package io.github.connectionpool.internal.verdict;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.report.Judgement;

/**
 * An open checkout with the verdict on it. Immutable; keeps the checkout reachable.
 *
 * @param sample the evidence
 * @param judgement the verdict that rests on it
 */
public record JudgedCheckout(CheckoutSample sample, Judgement judgement) {

	/**
	 * The checkout.
	 * @return as it is now, which may differ from the sample
	 */
	public Checkout checkout() {
		return this.sample.checkout();
	}

}
