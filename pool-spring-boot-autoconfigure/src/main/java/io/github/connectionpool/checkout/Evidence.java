package io.github.connectionpool.checkout;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What looks have shown of the work in which a connection was borrowed. Facts that stay:
 * once a thread has ended or left its work it does not come back to it. Written by the
 * watching thread, read by any.
 */
public final class Evidence {

	/** What is known of the owner. */
	public enum Owner {

		/** It is in the work still, as far as is known. */
		WORKING,

		/** Its stack shares nothing with that of the borrow but the worker's loop. */
		ELSEWHERE,

		/** It is a worker that waits for its next task. */
		IDLE,

		/** It has ended. */
		ENDED

	}

	/** Nothing has been seen. */
	static final Evidence NONE = new Evidence();

	private volatile Owner owner = Owner.WORKING;

	private volatile long sinceNanos;

	/** For the watching thread. */
	private @Nullable List<StackTraceElement> compared;

	/** Only what says more than what is known changes anything. */
	void ownerSeen(Owner seen, long now) {
		if (seen.compareTo(this.owner) > 0) {
			// in this order: who reads in between must not see it too long ago
			this.sinceNanos = now;
			this.owner = seen;
		}
	}

	boolean isNews(List<StackTraceElement> stack) {
		boolean news = stack != this.compared;
		this.compared = stack;
		return news;
	}

	/**
	 * What is known of the owner.
	 * @return what says most
	 */
	public Owner owner() {
		return this.owner;
	}

	/**
	 * Since when that is known.
	 * @return {@link System#nanoTime()}; of no meaning while it is working
	 */
	public long sinceNanos() {
		return this.sinceNanos;
	}

}
