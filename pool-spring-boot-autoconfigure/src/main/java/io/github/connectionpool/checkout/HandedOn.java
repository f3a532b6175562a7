package io.github.connectionpool.checkout;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * Where connections of a pool are borrowed that another thread uses or gives back. A
 * return notes its checkout only; call sites are found when they are asked for. Bounded,
 * the oldest are forgotten first. Thread-safe.
 */
public final class HandedOn {

	static final int MAX_SITES = 1000;

	/** Returns between two looks; of more, the later ones count. A power of two. */
	private static final int NOTED = 64;

	private final AtomicReferenceArray<@Nullable Checkout> noted = new AtomicReferenceArray<>(NOTED);

	private final Map<Object, Boolean> sites = new LinkedHashMap<>() {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<Object, Boolean> eldest) {
			return size() > MAX_SITES;
		}

	};

	/** On the path of a return by another thread than the owner. */
	void note(Checkout checkout) {
		this.noted.setRelease((int) checkout.sequence() & (NOTED - 1), checkout);
	}

	/**
	 * Learn that a connection is in the hands of another thread than its owner.
	 * @param checkout the checkout
	 */
	public synchronized void add(Checkout checkout) {
		this.sites.put(site(checkout), Boolean.TRUE);
	}

	/**
	 * Whether connections that were borrowed as this one are handed on to other threads.
	 * @param checkout the checkout
	 * @return whether one of its call site was; without a stack, one of its origin
	 */
	public synchronized boolean isKnownFor(Checkout checkout) {
		learn();
		return this.sites.containsKey(site(checkout));
	}

	/** Learn what returns have noted, so that no returned checkout is kept for long. */
	public synchronized void learn() {
		for (int i = 0; i < NOTED; i++) {
			if (this.noted.getOpaque(i) != null) {
				Checkout checkout = this.noted.getAndSet(i, null);
				if (checkout != null) {
					this.sites.put(site(checkout), Boolean.TRUE);
				}
			}
		}
	}

	private static Object site(Checkout checkout) {
		String callSite = checkout.callSiteText();
		return (callSite != null) ? callSite : Origin.of(checkout.context(), checkout.work());
	}

}
