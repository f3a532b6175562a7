package io.github.connectionpool;

import io.github.connectionpool.internal.checkout.Checkout;

/**
 * Has the application lose its handles.
 */
public final class Lost {

	private Lost() {
	}

	/** Lends a handle that nobody keeps, and returns when a real collection has told. */
	public static void handleOf(Checkout checkout) {
		checkout.lends(NoConnection.INSTANCE, new Object());
		TestPools.await().until(() -> {
			System.gc();
			return checkout.isUnreachable();
		});
	}

}
