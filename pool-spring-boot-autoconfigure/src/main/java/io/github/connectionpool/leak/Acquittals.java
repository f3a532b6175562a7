package io.github.connectionpool.leak;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.github.connectionpool.checkout.Checkout;

/**
 * Where connections are borrowed that are handed on: accused once because their work or
 * their owner had ended, they turned out to be in use. What is borrowed there is not
 * accused on these grounds again. Bounded, the oldest are forgotten first. Thread-safe.
 */
final class Acquittals {

	static final int MAX = 1000;

	private final Set<String> origins = Collections
		.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<String, Boolean>() {

			private static final long serialVersionUID = 1L;

			@Override
			protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
				return size() > MAX;
			}

		}));

	void acquit(Checkout checkout) {
		this.origins.add(origin(checkout));
	}

	boolean isAcquitted(Checkout checkout) {
		return !this.origins.isEmpty() && this.origins.contains(origin(checkout));
	}

	/** The call site; without one, no more than the checkout itself. */
	private static String origin(Checkout checkout) {
		String callSite = checkout.callSiteText();
		return checkout.pool().name() + ' ' + ((callSite != null) ? callSite : checkout.id());
	}

}
