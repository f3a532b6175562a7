package io.github.connectionpool.internal.checkout;

/**
 * Where connections of a pool are borrowed that another thread uses or gives back, and
 * where their owners are seen to give them back. Both are forgotten after a day without
 * another sight. Bounded. Thread-safe.
 */
public final class HandedOn {

	/** Returns between two looks; of more, the later ones count. A power of two. */
	private static final int BY_OTHERS = 64;

	/** Most returns are by owners, so that a few of them teach the same. */
	private static final int BY_OWNERS = 8;

	private final ReturnSites byOthers = new ReturnSites(BY_OTHERS);

	private final ReturnSites byOwners = new ReturnSites(BY_OWNERS);

	/** On the path of a return. */
	void note(Checkout checkout) {
		if (checkout.owner().isCurrent()) {
			this.byOwners.noteSome(checkout);
		}
		else {
			this.byOthers.note(checkout);
		}
	}

	/**
	 * Learn that a connection is in the hands of another thread than its owner.
	 * @param checkout the checkout
	 * @param now {@link System#nanoTime()}
	 */
	public void add(Checkout checkout, long now) {
		this.byOthers.add(checkout, now);
	}

	/**
	 * Whether connections that were borrowed as this one are handed on to other threads.
	 * @param checkout the checkout
	 * @param now {@link System#nanoTime()}
	 * @return whether one of its call site was; without a stack, one of its origin
	 */
	public boolean isKnownFor(Checkout checkout, long now) {
		return this.byOthers.isKnownFor(checkout, now);
	}

	/**
	 * Whether owners have given back connections that were borrowed as this one.
	 * @param checkout the checkout
	 * @param now {@link System#nanoTime()}
	 * @return whether one of its call site was; without a stack, one of its origin
	 */
	public boolean isReturnedByOwners(Checkout checkout, long now) {
		return this.byOwners.isKnownFor(checkout, now);
	}

	/**
	 * Learn what returns have noted, so that no returned checkout is kept for long.
	 * @param now {@link System#nanoTime()}
	 */
	public void learn(long now) {
		this.byOthers.learn(now);
		this.byOwners.learn(now);
	}

}
