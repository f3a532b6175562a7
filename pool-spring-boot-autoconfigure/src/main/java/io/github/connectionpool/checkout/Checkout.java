package io.github.connectionpool.checkout;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One connection from borrow to return, as the ledger has it. It never refers to the
 * handle the application holds, so that a handle nobody can reach any more can be
 * collected. May be read from any thread at any time; two answers may be from two
 * moments.
 */
public final class Checkout extends Usage {

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

	private @Nullable Connection connection;

	private volatile long returnedNanos;

	Checkout(Pool pool, long sequence, long acquiredNanos, long waitedNanos, Context context,
			@Nullable CheckoutStack stack, boolean autoCommit) {
		super(acquiredNanos, autoCommit);
		Thread thread = Thread.currentThread();
		this.pool = pool;
		this.sequence = sequence;
		this.acquiredNanos = acquiredNanos;
		this.waitedNanos = waitedNanos;
		this.owner = new WeakReference<>(thread);
		this.ownerName = thread.getName();
		this.ownerId = Threads.idOf(thread);
		this.context = context;
		this.stack = stack;
	}

	/**
	 * Note what is lent.
	 * @param connection the pool's connection, never the handle around it
	 */
	public void lends(Connection connection) {
		this.connection = connection;
	}

	/**
	 * Whether the pool has taken the connection back by itself, as some do with those
	 * they take for abandoned.
	 */
	boolean isTakenBack() {
		Connection connection = this.connection;
		try {
			return connection != null && connection.isClosed();
		}
		catch (SQLException ex) {
			return false;
		}
	}

	void returned(long now) {
		this.returnedNanos = now;
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

	/** Spares the JVM to make up an identity hash for every borrow. */
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
