package io.github.connectionpool.leak;

import java.time.Duration;

import io.github.connectionpool.checkout.Checkout;

/**
 * Gives a verdict on a checkout from what is known of it. Never by age alone: a statement
 * in flight or any use since clears. Immutable and thread-safe.
 */
public final class Judge {

	private final Duration threshold;

	/**
	 * Create with the age of a suspicion.
	 * @param threshold how long a checkout may be held without any activity
	 */
	public Judge(Duration threshold) {
		this.threshold = threshold;
	}

	Duration threshold() {
		return this.threshold;
	}

	/**
	 * Give the verdict on a checkout.
	 * @param checkout the checkout
	 * @param now {@link System#nanoTime()}
	 * @return the verdict at that moment
	 */
	public Judgement judge(Checkout checkout, long now) {
		if (checkout.isInFlight()) {
			return Judgement.EXECUTING;
		}
		return (checkout.unchanged(now).compareTo(this.threshold) >= 0) ? Judgement.NO_ACTIVITY : Judgement.ACTIVE;
	}

}
