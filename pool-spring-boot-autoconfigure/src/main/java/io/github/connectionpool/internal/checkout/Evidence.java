package io.github.connectionpool.internal.checkout;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * The evidence on one checkout that the checks have collected, mostly on its owner. Its
 * facts are final: a thread that has ended or has left its work does not come back to it.
 * A fact keeps the time at which it was first seen, so that seeing it again does not look
 * like a use. Written by the watching thread, except that any thread may set a
 * conclusion; read by any thread.
 */
public final class Evidence {

	/** The states of an owner, from the weakest evidence to the strongest. */
	public enum Owner {

		/** Still in the work, as far as is known. */
		WORKING,

		/**
		 * Its stack has nothing in common with that of the borrow except the worker's
		 * loop.
		 */
		ELSEWHERE,

		/** A worker that waits for its next task. */
		IDLE,

		/** A thread that has ended. */
		ENDED

	}

	/**
	 * A conclusion about the checkout. It stands until the connection is used.
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
	 * Set the state if it is stronger evidence than the present one. The times of the
	 * first departure and of the first certain end stay.
	 */
	void ownerSeen(Owner seen, long now) {
		if (seen.compareTo(this.owner) <= 0) {
			return;
		}
		// times first: a reader in between must not see a new state with an older time
		if (this.owner == Owner.WORKING) {
			this.sinceNanos = now;
		}
		if (this.end == Owner.WORKING && seen.compareTo(Owner.IDLE) >= 0) {
			this.endNanos = now;
			this.end = seen;
		}
		this.owner = seen;
	}

	/** The owner has been seen in the driver, or outside of it. */
	void driverSeen(boolean inDriver) {
		this.inDriver = inDriver;
		if (inDriver) {
			this.driverUsed = true;
		}
	}

	/** Set the conclusion, unless another one than the expected has been set. */
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
	 * Whether the owner was in the driver at the last check, through a driver's
	 * connection that was unwrapped from this one.
	 * @return whether it uses the connection unseen
	 */
	public boolean isInDriver() {
		return this.inDriver;
	}

	/**
	 * Whether any check has seen the owner in the driver like that.
	 * @return whether it has used the connection unseen
	 */
	public boolean isDriverUsed() {
		return this.driverUsed;
	}

	/**
	 * The state of the owner.
	 * @return the strongest evidence so far
	 */
	public Owner owner() {
		return this.owner;
	}

	/**
	 * When the owner was first seen outside of the work, in any state.
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
