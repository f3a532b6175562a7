package io.github.connectionpool.leak;

import io.github.connectionpool.checkout.Checkout;

/**
 * When a checkout was borrowed, to the nanosecond.
 */
final class Begun {

	private Begun() {
	}

	/** By {@link System#nanoTime()}. */
	static long at(Checkout checkout) {
		long now = System.nanoTime();
		return now - checkout.held(now).toNanos();
	}

}
