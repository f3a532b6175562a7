package io.github.connectionpool;

import io.github.connectionpool.internal.checkout.Checkout;

/**
 * When a checkout was borrowed, to the nanosecond.
 */
public final class Begun {

	private Begun() {
	}

	/** By {@link System#nanoTime()}. */
	public static long at(Checkout checkout) {
		long now = System.nanoTime();
		return now - checkout.held(now).toNanos();
	}

}
