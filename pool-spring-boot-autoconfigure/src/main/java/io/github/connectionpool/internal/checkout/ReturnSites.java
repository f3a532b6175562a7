package io.github.connectionpool.internal.checkout;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * The sources of connections that are returned in a certain way. A return stores its
 * checkout only; the call site is found when it is asked for. A source is forgotten a day
 * after its last such return. Bounded: the source whose last return is the oldest is
 * forgotten first. Thread-safe.
 */
final class ReturnSites {

	static final int MAX = 1000;

	/** How long a source is kept without another return. */
	static final Duration MEMORY = Duration.ofDays(1);

	private final AtomicReferenceArray<@Nullable Checkout> noted;

	/** The sources, with the time of the last return that was taken in. */
	private final Map<Object, Long> sites = new LinkedHashMap<>();

	/**
	 * Create.
	 * @param noted how many returns may wait to be taken in, a power of two
	 */
	ReturnSites(int noted) {
		this.noted = new AtomicReferenceArray<>(noted);
	}

	/** Note a return, in place of an earlier one if there are too many. */
	void note(Checkout checkout) {
		this.noted.setRelease(place(checkout), checkout);
	}

	/**
	 * Note a return if there is a free slot. A return with a stack replaces one without.
	 */
	void noteSome(Checkout checkout) {
		int place = place(checkout);
		Checkout before = this.noted.getAcquire(place);
		if (before == null || (!before.hasStack() && checkout.hasStack())) {
			this.noted.setRelease(place, checkout);
		}
	}

	private int place(Checkout checkout) {
		return (int) checkout.sequence() & (this.noted.length() - 1);
	}

	synchronized void add(Checkout checkout, long now) {
		Object site = site(checkout);
		if (site == null) {
			return;
		}
		// removed first, so that the order is that of the last returns
		this.sites.remove(site);
		this.sites.put(site, now);
		if (this.sites.size() > MAX) {
			this.sites.remove(this.sites.keySet().iterator().next());
		}
	}

	synchronized boolean isKnownFor(Checkout checkout, long now) {
		learn(now);
		if (this.sites.isEmpty()) {
			return false;
		}
		Object site = site(checkout);
		Long last = (site != null) ? this.sites.get(site) : null;
		return last != null && now - last <= MEMORY.toNanos();
	}

	/**
	 * Take in the returns that were noted, so that no returned checkout is kept for long.
	 */
	synchronized void learn(long now) {
		for (int i = 0; i < this.noted.length(); i++) {
			if (this.noted.getOpaque(i) != null) {
				Checkout checkout = this.noted.getAndSet(i, null);
				if (checkout != null) {
					add(checkout, now);
				}
			}
		}
	}

	/**
	 * The source of a checkout: its call site, or else its origin. Null if neither is
	 * known, since all such borrows would look alike.
	 */
	private static @Nullable Object site(Checkout checkout) {
		String callSite = checkout.callSiteText();
		if (callSite != null) {
			return callSite;
		}
		Origin origin = checkout.origin();
		return origin.isKnown() ? origin : null;
	}

}
