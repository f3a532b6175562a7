package io.github.connectionpool.internal.checkout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The use of a borrowed connection: the number of calls, the time of the last use, and
 * the transaction.
 *
 * <p>
 * The methods that begin or end a call are for the thread that uses the connection. They
 * cost a few plain writes and read no clock. {@link #checked} is for the one watching
 * thread. All others may be called from any thread at any time. They return the last
 * write that has become visible, and two values may be of different moments.
 */
abstract sealed class CheckoutActivity permits CheckoutOwnership {

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

	/**
	 * Other calls: all on the connection, and on other objects those made since the first
	 * check.
	 */
	@SuppressWarnings("UnusedVariable") // through TOUCHES
	private long touches;

	/** Set without the var handle where the call stack may be exhausted. */
	int call;

	private @Nullable String sql;

	private boolean autoCommit;

	private boolean inTransaction;

	private boolean unwrapped;

	/**
	 * Number of values in the application's hands that may read through the connection.
	 */
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

	/**
	 * The call that began last has ended, with or without an exception. Its end is a use,
	 * too.
	 */
	public void end() {
		step(1);
		CALL.setRelease(this, NO_CALL);
	}

	/** A call has ended as soon as it began, such as one that only makes an object. */
	public void used() {
		step(2);
	}

	/** A call is made that does not reach the database. It is a use as well. */
	public void touched() {
		TOUCHES.setOpaque(this, (long) TOUCHES.getOpaque(this) + 1);
	}

	/**
	 * Count steps. Two threads on one connection may lose a step; only that the number
	 * changes is important.
	 */
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

	/** The application has the object of the driver. Its calls on it are not seen. */
	public void driverUnwrapped() {
		this.unwrapped = true;
	}

	/**
	 * The application has a value that may read through the connection. Such reads are
	 * not seen for as long as the value is reachable. For any thread.
	 */
	public void valueHandedOut() {
		VALUES.getAndAdd(this, 1);
	}

	/** Such a value is not reachable any more. For any thread. */
	public void valueGone() {
		VALUES.getAndAdd(this, -1);
	}

	/** Whether no statement has run on the connection, as far as the monitor can see. */
	boolean isUnused() {
		return this.sql == null && !this.unwrapped;
	}

	/**
	 * Note whether the connection has been used since the last check. Only for the
	 * watching thread.
	 * @param now {@link System#nanoTime()}
	 */
	public void checked(long now) {
		long uses = uses();
		if (uses != (long) SEEN_USES.getOpaque(this)) {
			// in this order: between the two writes a reader sees a use, never an old
			// time
			SEEN_NANOS.setOpaque(this, now);
			SEEN_USES.setRelease(this, uses);
		}
	}

	/**
	 * Leave out a time in which the application could not run, so that it does not count
	 * as one without a use. Only for the watching thread.
	 * @param nanos its length, until now
	 * @param now {@link System#nanoTime()}
	 */
	public void leaveOut(long nanos, long now) {
		long seen = (long) SEEN_NANOS.getOpaque(this) + nanos;
		SEEN_NANOS.setOpaque(this, (seen - now > 0) ? now : seen);
	}

	/**
	 * The number of calls on the connection that may reach the database.
	 * @return a count that may miss calls made at the same instant by two threads
	 */
	public long activity() {
		return ((long) STEPS.getOpaque(this) + 1) / 2;
	}

	/**
	 * A number that changes with each use. It changes at each begin and each end of a
	 * call that may reach the database, and after every other call that is noted.
	 * @return a number to compare with an earlier one
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
	 * The statement in flight; if there is none, the last one.
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
	 * Whether a transaction is open in which a statement has run. A transaction that SQL
	 * text begins is not seen.
	 * @return whether one is open
	 */
	public boolean isInTransaction() {
		return this.inTransaction;
	}

	/**
	 * Whether the application has an object of the driver. This is an unwrapped object, a
	 * LOB or a stream; an array and the like count for as long as they are reachable.
	 * @return whether calls may be made that are not seen
	 */
	public boolean isDriverUnwrapped() {
		return this.unwrapped || this.values > 0;
	}

	/**
	 * How long the connection has not been used. The time counts from the check that
	 * noticed the last use, so that it may be too short by the time between two checks,
	 * never too long.
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
