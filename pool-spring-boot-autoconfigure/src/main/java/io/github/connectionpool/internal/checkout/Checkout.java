package io.github.connectionpool.internal.checkout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CallSite;
import io.github.connectionpool.internal.capture.CheckoutStack;
import io.github.connectionpool.internal.sql.ListenStatements;
import io.github.connectionpool.report.CheckoutContext;

/**
 * One connection from borrow to return, as the ledger has it. It never refers to the
 * handle the application holds, so that a handle nobody can reach any more can be
 * collected. May be read from any thread at any time; two answers may be from two
 * moments.
 */
public final class Checkout extends CheckoutOwnership {

	private static final VarHandle EVIDENCE;

	private static final VarHandle PLACE;

	private static final VarHandle RETURNED_NANOS;

	private static final VarHandle STACK;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			EVIDENCE = lookup.findVarHandle(Checkout.class, "evidence", Evidence.class);
			PLACE = lookup.findVarHandle(Checkout.class, "place", int.class);
			RETURNED_NANOS = lookup.findVarHandle(Checkout.class, "returnedNanos", long.class);
			STACK = lookup.findVarHandle(Checkout.class, "stack", Object.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private static final StackTraceElement[] NO_FRAMES = {};

	private static final int CLOSED = -1;

	private final MonitoredPool pool;

	private final long sequence;

	private final long acquiredNanos;

	private final long waitedNanos;

	private final Borrower owner;

	private final String ownerName;

	private final CheckoutContext context;

	private final @Nullable WorkUnit work;

	/** A {@link CheckoutStack}, and once somebody has looked its frames alone. */
	@SuppressWarnings("UnusedVariable") // through STACK
	private @Nullable Object stack;

	private @Nullable CallSite callSite;

	/** Written after what was found, by whoever looks first. */
	private volatile boolean callSiteFound;

	private volatile @Nullable Evidence evidence;

	private volatile @Nullable String purpose;

	private boolean listening;

	@SuppressWarnings("UnusedVariable") // through RETURNED_NANOS
	private long returnedNanos;

	private int place = CLOSED;

	private volatile boolean dropped;

	Checkout(MonitoredPool pool, long sequence, long acquiredNanos, long waitedNanos, Borrower owner,
			CheckoutContext context, @Nullable CheckoutStack stack, boolean autoCommit) {
		super(acquiredNanos, autoCommit);
		this.pool = pool;
		this.sequence = sequence;
		this.acquiredNanos = acquiredNanos;
		this.waitedNanos = waitedNanos;
		this.owner = owner;
		this.ownerName = Thread.currentThread().getName();
		this.context = context;
		this.work = WorkUnit.of(owner);
		this.stack = stack;
	}

	/**
	 * A statement has been prepared, or is about to run. For the thread that uses the
	 * connection.
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
		StatementListener witness = this.pool.statementWitness();
		if (witness != null) {
			witness.statement(this.pool, sql, prepared);
		}
	}

	/**
	 * A call is about to change the session. For the thread that uses the connection.
	 * @param method name of the method of {@link java.sql.Connection}
	 */
	public void sessionCalled(String method) {
		StatementListener witness = this.pool.statementWitness();
		if (witness != null) {
			witness.sessionCall(this.pool, method);
		}
	}

	/**
	 * Note that it is held for long on purpose. To say so is a use: the application has
	 * the connection at hand.
	 * @param purpose what for
	 */
	public void heldFor(String purpose) {
		this.purpose = purpose;
		touched();
	}

	/**
	 * What it is held for on purpose.
	 * @return the purpose, null unless it was told
	 */
	public @Nullable String purpose() {
		return this.purpose;
	}

	/**
	 * Whether it listens for notifications, by the statements that have been run on it.
	 * @return whether it may lie for as long as no notification arrives
	 */
	public boolean isListening() {
		return this.listening;
	}

	/**
	 * The owner has been seen in the driver past the monitor, which is a use, or
	 * elsewhere. Only for the watching thread.
	 * @param inDriver whether it is in the driver
	 */
	public void driverSeen(boolean inDriver) {
		if (inDriver) {
			touched();
		}
		if (inDriver || evidence().isInDriver()) {
			ownEvidence().driverSeen(inDriver);
		}
	}

	/**
	 * The owner has been seen. Only for the watching thread.
	 * @param seen how
	 * @param now {@link System#nanoTime()}
	 */
	public void ownerSeen(Evidence.Owner seen, long now) {
		ownEvidence().ownerSeen(seen, now);
	}

	/**
	 * Note what was concluded about it.
	 * @param expected the conclusion so far, null if there is none
	 * @param next the conclusion from now on
	 * @return whether it was the expected one
	 */
	public boolean conclude(Evidence.@Nullable Conclusion expected, Evidence.Conclusion next) {
		return ownEvidence().conclude(expected, next);
	}

	private Evidence ownEvidence() {
		Evidence evidence = this.evidence;
		if (evidence == null) {
			Evidence created = new Evidence();
			evidence = (Evidence) EVIDENCE.compareAndExchange(this, null, created);
			evidence = (evidence != null) ? evidence : created;
		}
		return evidence;
	}

	/**
	 * What looks have shown of its owner.
	 * @return the evidence
	 */
	public Evidence evidence() {
		Evidence evidence = this.evidence;
		return (evidence != null) ? evidence : Evidence.NONE;
	}

	/**
	 * The unit of work in which it was borrowed, the outermost of them.
	 * @return null if none is known
	 */
	public @Nullable WorkUnit work() {
		return this.work;
	}

	void dropped() {
		this.dropped = true;
	}

	/**
	 * Whether the pool has taken it back by itself.
	 * @return whether the ledger has forgotten it though nobody has returned it
	 */
	public boolean isDropped() {
		return this.dropped;
	}

	/** Before it can be found there. */
	void enters(int place) {
		this.place = place;
	}

	/** It is in no place of the ledger any more. */
	void leaves() {
		PLACE.setOpaque(this, CLOSED);
	}

	/** Whether it is in the ledger. */
	boolean isOpen() {
		return (int) PLACE.getOpaque(this) != CLOSED;
	}

	/** For the owner only; negative when it is not open any more. */
	int place() {
		return this.place;
	}

	/** Returns whether this is the first time. */
	boolean returned(long now) {
		if ((long) RETURNED_NANOS.getOpaque(this) != 0) {
			return false;
		}
		RETURNED_NANOS.setOpaque(this, now);
		return true;
	}

	@Override
	void cameBack() {
		this.pool.returned(this);
	}

	/**
	 * The pool it was borrowed from.
	 * @return the pool
	 */
	public MonitoredPool pool() {
		return this.pool;
	}

	@Override
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
	 * When it was borrowed.
	 * @return {@link System#nanoTime()}
	 */
	public long acquiredNanos() {
		return this.acquiredNanos;
	}

	/**
	 * How long it has been held, up to its return.
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
	 * @return never negative
	 */
	public Duration waited() {
		return Duration.ofNanos(this.waitedNanos);
	}

	/**
	 * The thread that borrowed it.
	 * @return the borrower
	 */
	public Borrower owner() {
		return this.owner;
	}

	/**
	 * Name of the owner at the time of the borrow.
	 * @return the name
	 */
	public String ownerName() {
		return this.ownerName;
	}

	/**
	 * The context of the borrow.
	 * @return the context
	 */
	public CheckoutContext context() {
		return this.context;
	}

	/**
	 * The stack of the borrow, from the caller of the data source on.
	 * @return topmost frame first; empty if no stack was taken
	 */
	public StackTraceElement[] stack() {
		Object stack = STACK.getAcquire(this);
		if (stack instanceof CheckoutStack taken) {
			stack = taken.frames();
			STACK.setRelease(this, stack);
		}
		return (stack instanceof StackTraceElement[] frames) ? frames.clone() : NO_FRAMES;
	}

	/** Whether a stack was taken. Makes no frames of it. */
	boolean hasStack() {
		return STACK.getAcquire(this) != null;
	}

	/**
	 * The line of the application that borrowed, or the component of a framework.
	 * @return the call site, null if no stack was taken or it has no frame that qualifies
	 */
	public @Nullable CallSite callSite() {
		if (!this.callSiteFound) {
			this.callSite = this.pool.callSites().locate(stack());
			this.callSiteFound = true;
		}
		return this.callSite;
	}

	@Override
	public @Nullable String callSiteText() {
		CallSite callSite = callSite();
		return (callSite != null) ? callSite.text() : null;
	}

	/**
	 * Where it comes from, in words that are the same each time that the same code
	 * borrows.
	 * @return the call site with the component; without a call site, the origin of the
	 * borrow
	 */
	public String source() {
		return BorrowSource.text(callSite(), this.context, this.work, this.ownerName);
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
