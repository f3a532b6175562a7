package io.github.connectionpool.internal.checkout;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * What looks have shown of the work in which a connection was borrowed. Facts that stay:
 * once a thread has ended or left its work it does not come back to it. A fact keeps the
 * time at which it was first seen, so that a second one never looks like a use. Written
 * by the watching thread, read by any; a conclusion may be written by any.
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

	/**
	 * What was concluded about the checkout, which stands until the connection is used.
	 * Implementations are immutable.
	 */
	public interface Conclusion {

	}

	/** Nothing has been seen. */
	static final Evidence NONE = new Evidence();

	private volatile Owner owner = Owner.WORKING;

	private volatile long sinceNanos;

	private volatile Owner end = Owner.WORKING;

	private volatile long endNanos;

	private volatile boolean inDriver;

	private volatile boolean driverUsed;

	private final AtomicReference<@Nullable Conclusion> conclusion = new AtomicReference<>();

	/**
	 * Only a state that says more than the known one changes anything. The times of the
	 * first departure and of the first certain end stay.
	 */
	void ownerSeen(Owner seen, long now) {
		if (seen.compareTo(this.owner) <= 0) {
			return;
		}
		// times first: a reader in between must not see a state with an older time
		if (this.owner == Owner.WORKING) {
			this.sinceNanos = now;
		}
		if (this.end == Owner.WORKING && seen.compareTo(Owner.IDLE) >= 0) {
			this.endNanos = now;
			this.end = seen;
		}
		this.owner = seen;
	}

	/** The owner has been seen in the driver, or not there any more. */
	void driverSeen(boolean inDriver) {
		this.inDriver = inDriver;
		if (inDriver) {
			this.driverUsed = true;
		}
	}

	/** Sets the conclusion, unless it is another than the expected one by now. */
	boolean conclude(@Nullable Conclusion expected, Conclusion next) {
		return this.conclusion.compareAndSet(expected, next);
	}

	/**
	 * The conclusion that was set last.
	 * @return the conclusion, null if there is none
	 */
	public @Nullable Conclusion conclusion() {
		return this.conclusion.get();
	}

	/**
	 * Whether the owner was in the driver at the last look, through the driver's
	 * connection that was unwrapped from this one.
	 * @return whether it uses the connection unseen
	 */
	public boolean isInDriver() {
		return this.inDriver;
	}

	/**
	 * Whether the owner has ever been seen in the driver like that.
	 * @return whether it has used the connection unseen
	 */
	public boolean isDriverUsed() {
		return this.driverUsed;
	}

	/**
	 * What is known of the owner.
	 * @return what says most
	 */
	public Owner owner() {
		return this.owner;
	}

	/**
	 * When the owner was first seen outside of the work, in whatever state.
	 * @return {@link System#nanoTime()}; of no meaning while it is working
	 */
	public long sinceNanos() {
		return this.sinceNanos;
	}

	/**
	 * The certain end that was seen first.
	 * @return {@link Owner#IDLE} or {@link Owner#ENDED}; {@link Owner#WORKING} if no end
	 * is certain
	 */
	public Owner end() {
		return this.end;
	}

	/**
	 * When {@link #end()} was first seen.
	 * @return {@link System#nanoTime()}; of no meaning if no end is certain
	 */
	public long endNanos() {
		return this.endNanos;
	}

}
