package io.github.connectionpool.internal.pgbouncer.hazard;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CallSites;

/**
 * How often a hazard was seen, and the first {@value #MOST_CALL_SITES} call sites.
 * Thread-safe without locks.
 */
final class HazardOccurrences {

	static final int MOST_CALL_SITES = 5;

	/** Stacks cost microseconds, and most of them show the same call sites. */
	static final int MOST_STACKS = 32;

	private final AtomicLong count = new AtomicLong();

	private final AtomicInteger stacks = new AtomicInteger();

	/** Filled from the first place on; a place that is taken stays as it is. */
	private final AtomicReferenceArray<@Nullable String> callSites = new AtomicReferenceArray<>(MOST_CALL_SITES);

	/**
	 * Seen once more, in a text or call that is known. Looks where it comes from the
	 * first time, the second, the fourth, the eighth ...
	 */
	void again(CallSites finder) {
		if (Long.bitCount(this.count.incrementAndGet()) == 1) {
			look(finder);
		}
	}

	/** Seen once more, in a text that is new. */
	void anew(CallSites finder) {
		this.count.incrementAndGet();
		look(finder);
	}

	private void look(CallSites finder) {
		if (this.callSites.get(MOST_CALL_SITES - 1) == null && this.stacks.get() < MOST_STACKS
				&& this.stacks.getAndIncrement() < MOST_STACKS) {
			String callSite = CallerStack.callSite(finder);
			if (callSite != null) {
				add(callSite);
			}
		}
	}

	private void add(String callSite) {
		for (int i = 0; i < MOST_CALL_SITES; i++) {
			if (this.callSites.compareAndSet(i, null, callSite) || callSite.equals(this.callSites.get(i))) {
				return;
			}
		}
	}

	long count() {
		return this.count.get();
	}

	List<String> callSites() {
		List<String> known = new ArrayList<>();
		for (int i = 0; i < MOST_CALL_SITES; i++) {
			String callSite = this.callSites.get(i);
			if (callSite != null) {
				known.add(callSite);
			}
		}
		return known;
	}

}
