package io.github.connectionpool.internal.checkout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CheckoutStack;
import io.github.connectionpool.internal.capture.learned.LearnedEntry;
import io.github.connectionpool.internal.sql.ListenStatements;
import io.github.connectionpool.internal.sql.StatementListener;
import io.github.connectionpool.report.CheckoutContext;

/**
 * One connection from borrow to return, as the ledger has it. It never refers to the
 * handle of the application, so that an unreachable handle can be collected. May be read
 * from any thread at any time; two values may be of different moments.
 */
public final class Checkout extends CheckoutOrigin {

	private static final VarHandle PLACE;

	private static final VarHandle RETURNED_NANOS;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			PLACE = lookup.findVarHandle(Checkout.class, "place", int.class);
			RETURNED_NANOS = lookup.findVarHandle(Checkout.class, "returnedNanos", long.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	static final int CLOSED = -1;

	private final long sequence;

	private final long acquiredNanos;

	private final long waitedNanos;

	private boolean listening;

	@SuppressWarnings("UnusedVariable") // through RETURNED_NANOS
	private long returnedNanos;

	/** Written without a handle where the stack may be at its end. */
	int place = CLOSED;

	private volatile boolean dropped;

	Checkout(MonitoredPool pool, long sequence, long acquiredNanos, long waitedNanos, Borrower owner,
			CheckoutContext context, @Nullable WorkUnit work, @Nullable LearnedEntry learned,
			@Nullable CheckoutStack stack, boolean autoCommit) {
		super(pool, acquiredNanos, owner, context, work, learned, stack, autoCommit);
		this.sequence = sequence;
		this.acquiredNanos = acquiredNanos;
		this.waitedNanos = waitedNanos;
	}

	/**
	 * A statement has been prepared, or is about to run. Only for the thread that uses
	 * the connection.
	 * @param sql its text, null if it is not known
	 * @param prepared whether it has just been prepared; else it is about to run
	 */
	public void statementSeen(@Nullable String sql, boolean prepared) {
		if (sql == null) {
			return;
		}
		boolean listening = ListenStatements.isListeningAfter(sql, this.listening);
		if (listening != this.listening) {
			this.listening = listening;
		}
		statementRuns(sql);
		StatementListener listener = pool().statementListener();
		if (listener != null) {
			listener.statement(sql, prepared);
		}
	}

	/**
	 * A call is about to change the session. Only for the thread that uses the
	 * connection.
	 * @param method name of the method of {@link java.sql.Connection}
	 */
	public void sessionCalled(String method) {
		StatementListener listener = pool().statementListener();
		if (listener != null) {
			listener.sessionCall(method);
		}
	}

	/**
	 * Whether the connection listens for notifications, judged by the statements that
	 * have run on it.
	 * @return whether it may stay idle until a notification arrives
	 */
	public boolean isListening() {
		return this.listening;
	}

	void dropped() {
		this.dropped = true;
	}

	/**
	 * Whether the pool has closed the connection by itself.
	 * @return whether the ledger has dropped the checkout without a return
	 */
	public boolean isDropped() {
		return this.dropped;
	}

	/**
	 * Leave the checkout out of the ledger: the borrower gets the pool's own connection.
	 * Costs one write, since the stack may be at its end.
	 */
	public void discard() {
		this.place = CLOSED;
	}

	/** Set the slot. Called before the checkout can be found in the ledger. */
	void enters(int place) {
		this.place = place;
	}

	/** The checkout has no slot any more. */
	void leaves() {
		PLACE.setOpaque(this, CLOSED);
	}

	/** Whether it is in the ledger. */
	boolean isOpen() {
		return (int) PLACE.getOpaque(this) != CLOSED;
	}

	/**
	 * The slot in the ledger, negative if the checkout is not open. Only for the owner.
	 */
	int place() {
		return this.place;
	}

	/** Note the time of the return. Returns whether it is the first one. */
	boolean returned(long now) {
		if ((long) RETURNED_NANOS.getOpaque(this) != 0) {
			return false;
		}
		RETURNED_NANOS.setOpaque(this, now);
		return true;
	}

	@Override
	void noteReturn() {
		pool().returned(this);
	}

	@Override
	public String id() {
		return pool().name() + "-" + this.sequence;
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
		return pool().clock().instantOf(this.acquiredNanos);
	}

	/**
	 * When it was borrowed.
	 * @return {@link System#nanoTime()}
	 */
	public long acquiredNanos() {
		return this.acquiredNanos;
	}

	/**
	 * How long the connection has been held, until its return.
	 * @param now {@link System#nanoTime()}
	 * @return never negative
	 */
	public Duration held(long now) {
		long returned = (long) RETURNED_NANOS.getOpaque(this);
		long end = (returned != 0) ? returned : now;
		return Duration.ofNanos(Math.max(0, end - this.acquiredNanos));
	}

	/**
	 * How long the borrower had waited for it.
	 * @return in nanoseconds
	 */
	public long waitedNanos() {
		return this.waitedNanos;
	}

	/**
	 * How long the borrower had waited for it.
	 * @return never negative
	 */
	public Duration waited() {
		return Duration.ofNanos(this.waitedNanos);
	}

	/** Saves the JVM an identity hash for every borrow. */
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
