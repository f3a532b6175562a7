package io.github.connectionpool.leak;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.checkout.Checkout;

/**
 * Has the application lose its handles.
 */
final class Lost {

	private Lost() {
	}

	/** Lends a handle that nobody keeps, and returns when a real collection has told. */
	static void handleOf(Checkout checkout) {
		checkout.lends(NoConnection.INSTANCE, new Object());
		TestPools.await().until(() -> {
			System.gc();
			return checkout.isUnreachable();
		});
	}

}
