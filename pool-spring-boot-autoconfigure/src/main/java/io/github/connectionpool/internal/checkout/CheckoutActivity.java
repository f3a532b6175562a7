package io.github.connectionpool.internal.checkout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What is done with a borrowed connection: how often, since when, and in which
 * transaction.
 *
 * <p>
 * The methods that begin or end a call are for the thread that uses the connection and
 * cost a few plain writes, no clock is read. {@link #look} is for the one watching
 * thread. All others may be called from any thread at any time; what they say is as new
 * as the last write that has become visible, and two answers may be from two moments.
 */
public abstract sealed class CheckoutActivity permits CheckoutOwnership {

	private static final VarHandle STEPS;

	private static final VarHandle TOUCHES;

	private static final VarHandle CALL;

	private static final VarHandle VALUES;

	private static final VarHandle SEEN_USES;

	private static final VarHandle SEEN_NANOS;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			STEPS = lookup.findVarHandle(CheckoutActivity.class, "steps", long.class);
			TOUCHES = lookup.findVarHandle(CheckoutActivity.class, "touches", long.class);
			CALL = lookup.findVarHandle(CheckoutActivity.class, "call", int.class);
			VALUES = lookup.findVarHandle(CheckoutActivity.class, "values", int.class);
			SEEN_USES = lookup.findVarHandle(CheckoutActivity.class, "seenUses", long.class);
			SEEN_NANOS = lookup.findVarHandle(CheckoutActivity.class, "seenNanos", long.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	static final int NO_CALL = 0;

	private static final int STATEMENT = 1;

	private static final int FETCH = 2;

	private static final int COMMIT = 3;

	private static final int ROLLBACK = 4;

	private static final int OTHER_CALL = 5;

	/** Begins and ends of calls that may reach the database. */
	@SuppressWarnings("UnusedVariable") // through STEPS
	private long steps;

	/** Other calls: all of the connection, and of the rest those that are watched. */
	@SuppressWarnings("UnusedVariable") // through TOUCHES
	private long touches;

	/** Written without a handle where the stack may be at its end. */
	int call;

	private @Nullable String sql;

	private boolean autoCommit;

	private boolean inTransaction;

	private boolean unwrapped;

	/** Values that the application has and may read through the connection. */
	private volatile int values;

	@SuppressWarnings("UnusedVariable") // through SEEN_USES
	private long seenUses;

	@SuppressWarnings("UnusedVariable") // through SEEN_NANOS
	private long seenNanos;

	CheckoutActivity(long acquiredNanos, boolean autoCommit) {
		this.seenNanos = acquiredNanos;
		this.autoCommit = autoCommit;
	}

	/**
	 * A statement begins to run.
	 * @param sql its text, null if it is not known
	 */
	public void beginStatement(@Nullable String sql) {
		this.sql = sql;
		if (!this.autoCommit) {
			this.inTransaction = true;
		}
		begin(STATEMENT);
	}

	/** Rows are asked for. */
	public void beginFetch() {
		begin(FETCH);
	}

	/** A commit begins. */
	public void beginCommit() {
		begin(COMMIT);
	}

	/** A rollback begins. */
	public void beginRollback() {
		begin(ROLLBACK);
	}

	/** Any other call that may reach the database begins. */
	public void beginCall() {
		begin(OTHER_CALL);
	}

	private void begin(int call) {
		step(1);
		CALL.setRelease(this, call);
	}

	/** What began last has ended, in whatever way. That, too, is a use. */
	public void end() {
		step(1);
		CALL.setRelease(this, NO_CALL);
	}

	/** A call has been made that is over at once, as one that only makes an object. */
	public void used() {
		step(2);
	}

	/** A call is made that does not reach the database. It is a use all the same. */
	public void touched() {
		TOUCHES.setOpaque(this, (long) TOUCHES.getOpaque(this) + 1);
	}

	/** Two threads on one connection may lose a step; that it changes is what matters. */
	private void step(int steps) {
		STEPS.setOpaque(this, (long) STEPS.getOpaque(this) + steps);
	}

	/** The transaction has been committed or rolled back. */
	public void transactionEnded() {
		this.inTransaction = false;
	}

	/**
	 * The connection's mode has been set. A change of it ends a transaction.
	 * @param autoCommit whether each statement is now a transaction of its own
	 */
	public void autoCommitSet(boolean autoCommit) {
		if (autoCommit != this.autoCommit) {
			this.autoCommit = autoCommit;
			this.inTransaction = false;
		}
	}

	/** The driver's object has been handed out: what is done with it cannot be seen. */
	public void driverUnwrapped() {
		this.unwrapped = true;
	}

	/**
	 * A value has been handed out that may read through the connection unseen for as long
	 * as the application has it. For any thread.
	 */
	public void valueHandedOut() {
		VALUES.getAndAdd(this, 1);
	}

	/** Such a value cannot be reached any more. For any thread. */
	public void valueGone() {
		VALUES.getAndAdd(this, -1);
	}

	/** Whether no statement has run on it, as far as can be seen. */
	boolean isUnused() {
		return this.sql == null && !this.unwrapped;
	}

	/**
	 * Notice whether the connection has been used since the last look. Only for the
	 * watching thread.
	 * @param now {@link System#nanoTime()}
	 */
	public void look(long now) {
		long uses = uses();
		if (uses != (long) SEEN_USES.getOpaque(this)) {
			// in this order: who reads in between sees a use, not an old time
			SEEN_NANOS.setOpaque(this, now);
			SEEN_USES.setRelease(this, uses);
		}
	}

	/**
	 * How many calls that may reach the database have been made on it.
	 * @return a count that may miss calls made at the same instant by two threads
	 */
	public long activity() {
		return ((long) STEPS.getOpaque(this) + 1) / 2;
	}

	/**
	 * A number that is another one after each use: after each begin and each end of a
	 * call that may reach the database, and after every other call that is noted.
	 * @return to be compared only
	 */
	public long uses() {
		return (long) STEPS.getOpaque(this) + (long) TOUCHES.getOpaque(this);
	}

	/**
	 * Whether a call to the database is in flight.
	 * @return whether it has begun and not ended
	 */
	public boolean isInFlight() {
		return (int) CALL.getAcquire(this) != NO_CALL;
	}

	/**
	 * The statement in flight; without one, the last that ran.
	 * @return its text as the application gave it, null if none has run
	 */
	public @Nullable String sql() {
		return switch ((int) CALL.getAcquire(this)) {
			case COMMIT -> "commit";
			case ROLLBACK -> "rollback";
			default -> this.sql;
		};
	}

	/**
	 * Whether a transaction has been open since a statement ran in it. A transaction that
	 * is begun by SQL text is not seen.
	 * @return whether one is open
	 */
	public boolean isInTransaction() {
		return this.inTransaction;
	}

	/**
	 * Whether an object of the driver is in the application's hands: one that was
	 * unwrapped, a LOB or stream, or an array and the like for as long as it is
	 * reachable.
	 * @return whether calls may be made that are not seen
	 */
	public boolean isDriverUnwrapped() {
		return this.unwrapped || this.values > 0;
	}

	/**
	 * How long it has not been used, as far as looks can tell: late by up to the time
	 * between two looks, never early.
	 * @param now {@link System#nanoTime()}
	 * @return never negative
	 */
	public Duration unchanged(long now) {
		if (uses() != (long) SEEN_USES.getAcquire(this)) {
			return Duration.ZERO;
		}
		return Duration.ofNanos(Math.max(0, now - (long) SEEN_NANOS.getOpaque(this)));
	}

}
