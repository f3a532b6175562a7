package io.github.connectionpool.checkout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One connection from borrow to return, as the ledger has it. It never refers to the
 * handle the application holds, so that a handle nobody can reach any more can be
 * collected.
 *
 * <p>
 * The methods that begin or end a call are for the thread that uses the connection and
 * cost a few plain writes, no clock is read. {@link #look} is for the one watching
 * thread. All others may be called from any thread at any time; what they say is as new
 * as the last write that has become visible, and two answers may be from two moments.
 */
public final class Checkout {

	private static final VarHandle ACTIVITY;

	private static final VarHandle CALL;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			ACTIVITY = lookup.findVarHandle(Checkout.class, "activity", long.class);
			CALL = lookup.findVarHandle(Checkout.class, "call", int.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private static final int NO_CALL = 0;

	private static final int STATEMENT = 1;

	private static final int FETCH = 2;

	private static final int COMMIT = 3;

	private static final int ROLLBACK = 4;

	private static final int OTHER_CALL = 5;

	private static final StackTraceElement[] NO_FRAMES = {};

	private final Pool pool;

	private final long sequence;

	private final long acquiredNanos;

	private final long waitedNanos;

	private final WeakReference<Thread> owner;

	private final String ownerName;

	private final long ownerId;

	private final Context context;

	private volatile StackTraceElement @Nullable [] frames;

	private @Nullable CheckoutStack stack;

	@SuppressWarnings("UnusedVariable") // through ACTIVITY
	private long activity;

	@SuppressWarnings("UnusedVariable") // through CALL
	private int call;

	private @Nullable String sql;

	private boolean autoCommit;

	private boolean inTransaction;

	private boolean unwrapped;

	private volatile long seenActivity;

	private volatile long seenNanos;

	private volatile long returnedNanos;

	Checkout(Pool pool, long sequence, long acquiredNanos, long waitedNanos, Context context,
			@Nullable CheckoutStack stack, boolean autoCommit) {
		Thread thread = Thread.currentThread();
		this.pool = pool;
		this.sequence = sequence;
		this.acquiredNanos = acquiredNanos;
		this.waitedNanos = waitedNanos;
		this.owner = new WeakReference<>(thread);
		this.ownerName = thread.getName();
		this.ownerId = ThreadIds.of(thread);
		this.context = context;
		this.stack = stack;
		this.autoCommit = autoCommit;
		this.seenNanos = acquiredNanos;
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
		// two threads on one connection may lose a count; that it changes is what matters
		ACTIVITY.setOpaque(this, (long) ACTIVITY.getOpaque(this) + 1);
		CALL.setRelease(this, call);
	}

	/** What began last has ended, in whatever way. */
	public void end() {
		CALL.setRelease(this, NO_CALL);
	}

	/** The transaction has been committed or rolled back. */
	public void transactionEnded() {
		this.inTransaction = false;
	}

	/**
	 * The connection's mode has been set, which also ends a transaction.
	 * @param autoCommit whether each statement is now a transaction of its own
	 */
	public void autoCommitSet(boolean autoCommit) {
		this.autoCommit = autoCommit;
		this.inTransaction = false;
	}

	/** The driver's object has been handed out: what is done with it cannot be seen. */
	public void driverUnwrapped() {
		this.unwrapped = true;
	}

	void returned(long now) {
		this.returnedNanos = now;
	}

	/**
	 * Notice whether the connection has been used since the last look. Only for the
	 * watching thread.
	 * @param now {@link System#nanoTime()}
	 */
	public void look(long now) {
		long activity = activity();
		if (activity != this.seenActivity) {
			this.seenActivity = activity;
			this.seenNanos = now;
		}
	}

	/**
	 * The pool it was borrowed from.
	 * @return the pool
	 */
	public Pool pool() {
		return this.pool;
	}

	/**
	 * Identifier, unique in the application while it runs.
	 * @return the pool's name and a number
	 */
	public String id() {
		return this.pool.name() + "-" + this.sequence;
	}

	/**
	 * Position among all borrows of the pool.
	 * @return 1 for the first
	 */
	public long sequence() {
		return this.sequence;
	}

	/**
	 * When it was borrowed.
	 * @return by the wall clock, in milliseconds exact
	 */
	public Instant acquiredAt() {
		return this.pool.clock().instantOf(this.acquiredNanos);
	}

	/**
	 * How long it has been held, up to its return.
	 * @param now {@link System#nanoTime()}
	 * @return never negative
	 */
	public Duration held(long now) {
		long end = (this.returnedNanos != 0) ? this.returnedNanos : now;
		return Duration.ofNanos(Math.max(0, end - this.acquiredNanos));
	}

	/**
	 * How long the borrower had waited for it.
	 * @return never negative
	 */
	public Duration waited() {
		return Duration.ofNanos(this.waitedNanos);
	}

	/**
	 * The thread that borrowed it.
	 * @return the thread, null if it has ended and been collected
	 */
	public @Nullable Thread owner() {
		return this.owner.get();
	}

	/**
	 * Name of the owner at the time of the borrow.
	 * @return the name
	 */
	public String ownerName() {
		return this.ownerName;
	}

	/**
	 * Identifier of the owner.
	 * @return {@link Thread#getId()}
	 */
	public long ownerId() {
		return this.ownerId;
	}

	/**
	 * The context of the borrow.
	 * @return the context
	 */
	public Context context() {
		return this.context;
	}

	/**
	 * The stack of the borrow, from the caller of the data source on.
	 * @return topmost frame first; empty if no stack was taken
	 */
	public StackTraceElement[] stack() {
		StackTraceElement[] frames = this.frames;
		if (frames == null) {
			CheckoutStack stack = this.stack;
			frames = (stack != null) ? stack.frames() : NO_FRAMES;
			this.frames = frames;
		}
		return frames.clone();
	}

	/**
	 * The line of the application that borrowed.
	 * @return the frame, null if no stack was taken or it has no frame of the application
	 */
	public @Nullable StackTraceElement callSite() {
		return this.pool.callSites().find(stack());
	}

	/**
	 * How many calls that may reach the database have been made on it.
	 * @return a count that may miss calls made at the same instant by two threads
	 */
	public long activity() {
		return (long) ACTIVITY.getOpaque(this);
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
	 * Whether the driver's object has been handed out.
	 * @return whether calls may be made that are not seen
	 */
	public boolean isDriverUnwrapped() {
		return this.unwrapped;
	}

	/**
	 * How long nothing new has begun on it, as far as looks can tell: late by up to the
	 * time between two looks, never early.
	 * @param now {@link System#nanoTime()}
	 * @return never negative
	 */
	public Duration unchanged(long now) {
		if (activity() != this.seenActivity) {
			return Duration.ZERO;
		}
		return Duration.ofNanos(Math.max(0, now - this.seenNanos));
	}

	@Override
	public int hashCode() {
		return Long.hashCode(this.sequence * 0x9E3779B97F4A7C15L);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other;
	}

	@Override
	public String toString() {
		return id();
	}

}
