package io.github.connectionpool.internal.checkout;

/**
 * The call sites whose connections another thread uses or returns, and the call sites
 * whose connections are returned by their owners. Each is forgotten a day after it was
 * last seen. Bounded. Thread-safe.
 */
public final class HandedOn {

	/**
	 * Returns that are kept between two checks; later ones replace earlier ones. A power
	 * of two.
	 */
	private static final int BY_OTHERS = 64;

	/** Most returns are made by owners, so that a few of them are enough. */
	private static final int BY_OWNERS = 8;

	private final ReturnSites byOthers = new ReturnSites(BY_OTHERS);

	private final ReturnSites byOwners = new ReturnSites(BY_OWNERS);

	/** Note a return. Called on the path of a return. */
	void note(Checkout checkout) {
		if (checkout.owner().isCurrent()) {
			this.byOwners.noteSome(checkout);
		}
		else {
			this.byOthers.note(checkout);
		}
	}

	/**
	 * Note that another thread than the owner has the connection.
	 * @param checkout the checkout
	 * @param now {@link System#nanoTime()}
	 */
	public void add(Checkout checkout, long now) {
		this.byOthers.add(checkout, now);
	}

	/**
	 * Whether connections of the same source as this one are handed on to other threads.
	 * @param checkout the checkout
	 * @param now {@link System#nanoTime()}
	 * @return whether one of the same call site was; without a stack, one of the same
	 * origin
	 */
	public boolean isKnownFor(Checkout checkout, long now) {
		return this.byOthers.isKnownFor(checkout, now);
	}

	/**
	 * Whether connections of the same source as this one have been returned by their
	 * owners.
	 * @param checkout the checkout
	 * @param now {@link System#nanoTime()}
	 * @return whether one of the same call site was; without a stack, one of the same
	 * origin
	 */
	public boolean isReturnedByOwners(Checkout checkout, long now) {
		return this.byOwners.isKnownFor(checkout, now);
	}

	/**
	 * Take in the returns that were noted, so that no returned checkout is kept for long.
	 * @param now {@link System#nanoTime()}
	 */
	public void learn(long now) {
		this.byOthers.learn(now);
		this.byOwners.learn(now);
	}

}
