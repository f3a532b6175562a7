package io.github.connectionpool.test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;

/**
 * The pools of all contexts and extensions, for as long as something else refers to them.
 * Thread-safe.
 */
final class WatchedPools {

	private static final Set<MonitoredPool> POOLS = Collections.newSetFromMap(new WeakHashMap<>());

	/** Open checkouts that an earlier test has answered for. */
	private static final Set<Checkout> SETTLED = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	private WatchedPools() {
	}

	static void add(MonitoredPool pool) {
		synchronized (POOLS) {
			POOLS.add(pool);
		}
	}

	static List<MonitoredPool> all() {
		synchronized (POOLS) {
			return new ArrayList<>(POOLS);
		}
	}

	/** No later test answers for it. */
	static void settle(Checkout checkout) {
		SETTLED.add(checkout);
	}

	static boolean isSettled(Checkout checkout) {
		return SETTLED.contains(checkout);
	}

}
