package io.github.connectionpool.checkout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.PhantomReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * One connection from borrow to return, as the ledger has it. It never refers to the
 * handle the application holds, so that a handle nobody can reach any more can be
 * collected. May be read from any thread at any time; two answers may be from two
 * moments.
 */
public final class Checkout extends Usage {

	private static final VarHandle HANDLE;

	private static final VarHandle STATE;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			HANDLE = lookup.findVarHandle(Checkout.class, "handle", PhantomReference.class);
			STATE = lookup.findVarHandle(Checkout.class, "state", int.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private static final int LENT = 0;

	/** Somebody is about to take it back, and looks whether it is used after all. */
	private static final int CLAIMED = 1;

	private static final int TAKEN_BACK = 2;

	private static final int RETURNED = 3;

	/** A use that is under way shows itself within this time. */
	private static final long CLAIM_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

	private static final StackTraceElement[] NO_FRAMES = {};

	private final Pool pool;

	private final long sequence;

	private final long acquiredNanos;

	private final long waitedNanos;

	private final Borrower owner;

	private final String ownerName;

	private final Context context;

	private final @Nullable Work work;

	private volatile StackTraceElement @Nullable [] frames;

	private @Nullable CheckoutStack stack;

	private @Nullable Connection connection;

	@SuppressWarnings("UnusedVariable") // through HANDLE
	private @Nullable PhantomReference<Object> handle;

	private @Nullable StackTraceElement callSite;

	/** Written after what was found, by whoever looks first. */
	private volatile boolean callSiteFound;

	private volatile @Nullable Evidence evidence;

	private volatile @Nullable String purpose;

	private volatile @Nullable TakenBack takenBack;

	private volatile int state;

	private volatile long returnedNanos;

	private volatile boolean dropped;

	Checkout(Pool pool, long sequence, long acquiredNanos, long waitedNanos, Borrower owner, Context context,
			@Nullable CheckoutStack stack, boolean autoCommit) {
		super(acquiredNanos, autoCommit);
		this.pool = pool;
		this.sequence = sequence;
		this.acquiredNanos = acquiredNanos;
		this.waitedNanos = waitedNanos;
		this.owner = owner;
		this.ownerName = Thread.currentThread().getName();
		this.context = context;
		this.work = Work.current();
		this.stack = stack;
	}

	/**
	 * Note what is lent, and what the application gets for it. The handle is not kept,
	 * only known to be reachable or not.
	 * @param connection the pool's connection
	 * @param handle what the application holds
	 */
	public void lends(Connection connection, Object handle) {
		this.connection = connection;
		// a release: who sees the reference sees what it refers to
		HANDLE.setRelease(this, new PhantomReference<>(handle, null));
	}

	/**
	 * The pool's connection.
	 * @return what was lent, null while it is not known
	 */
	public @Nullable Connection connection() {
		return this.connection;
	}

	/**
	 * Whether neither the handle nor anything made from it can be reached any more, which
	 * the garbage collector has found out.
	 * @return false while it has not looked, and once it was returned
	 */
	public boolean isUnreachable() {
		PhantomReference<?> handle = (PhantomReference<?>) HANDLE.getAcquire(this);
		// in this order: what was returned before it was lost is seen to be
		return handle != null && handle.refersTo(null) && this.state == LENT;
	}

	/**
	 * Whether the pool has taken the connection back by itself, as some do with those
	 * they take for abandoned.
	 */
	boolean isGone() {
		Connection connection = this.connection;
		try {
			return connection != null && connection.isClosed();
		}
		catch (SQLException | RuntimeException ex) {
			return false;
		}
	}

	/**
	 * The application gives it back. Of several that do so at once, or while it is taken
	 * back, one only may go to the pool.
	 * @return whether it is this one
	 */
	public boolean beginReturn() {
		settle();
		return STATE.compareAndSet(this, LENT, RETURNED);
	}

	/**
	 * Refuse what is done with a connection that was taken back.
	 * @throws SQLException if it was, with SQLState 08003 and when, why and where it was
	 * borrowed
	 */
	public void ensureLent() throws SQLException {
		if (this.state != LENT) {
			refuse();
		}
	}

	private void refuse() throws SQLException {
		settle();
		TakenBack takenBack = this.takenBack;
		if (this.state == TAKEN_BACK && takenBack != null) {
			throw takenBack.exception();
		}
	}

	/** Wait for a claim to be settled, which takes a few milliseconds. */
	private void settle() {
		while (this.state == CLAIMED) {
			LockSupport.parkNanos(CLAIM_NANOS / 10);
		}
	}

	/**
	 * Take it back unless it is used. A use that has begun but is not visible yet, or
	 * that begins meanwhile, counts; who comes later is refused.
	 * @param why in words, for who still uses it
	 * @return whether it is the caller's now, to be given back to the pool
	 */
	public boolean takeBackUnlessUsed(String why) {
		long steps = steps();
		if (this.connection == null || isInFlight() || !STATE.compareAndSet(this, LENT, CLAIMED)) {
			return false;
		}
		int decision = LENT;
		try {
			this.takenBack = new TakenBack(id(), Instant.now(), why, callSiteText());
			long start = System.nanoTime();
			while (System.nanoTime() - start < CLAIM_NANOS) {
				LockSupport.parkNanos(CLAIM_NANOS);
			}
			decision = (isInFlight() || isDriverUnwrapped() || steps() != steps) ? LENT : TAKEN_BACK;
		}
		finally {
			this.state = decision;
		}
		return decision == TAKEN_BACK;
	}

	/**
	 * Take it back whatever is done with it.
	 * @param why in words, for who still uses it
	 * @return whether it is the caller's now; false if it has been returned or taken back
	 */
	public boolean takeBack(String why) {
		TakenBack takenBack = new TakenBack(id(), Instant.now(), why, callSiteText());
		settle();
		if (this.connection == null || !STATE.compareAndSet(this, LENT, CLAIMED)) {
			return false;
		}
		this.takenBack = takenBack;
		this.state = TAKEN_BACK;
		return true;
	}

	/**
	 * Whether it was taken back.
	 * @return whether what is done with it is refused
	 */
	public boolean isTakenBack() {
		return this.state == TAKEN_BACK;
	}

	/**
	 * Note that it is held for long on purpose.
	 * @param purpose what for
	 */
	public void heldFor(String purpose) {
		this.purpose = purpose;
	}

	/**
	 * What it is held for on purpose.
	 * @return the purpose, null unless it was told
	 */
	public @Nullable String purpose() {
		return this.purpose;
	}

	/**
	 * The owner has been seen. Only for the watching thread.
	 * @param seen how
	 * @param now {@link System#nanoTime()}
	 */
	public void ownerSeen(Evidence.Owner seen, long now) {
		Evidence evidence = this.evidence;
		if (evidence == null) {
			evidence = new Evidence();
			this.evidence = evidence;
		}
		evidence.ownerSeen(seen, now);
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
	public @Nullable Work work() {
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
		if (!this.callSiteFound) {
			this.callSite = this.pool.callSites().find(stack());
			this.callSiteFound = true;
		}
		return this.callSite;
	}

	/**
	 * The line of the application that borrowed, as it is written in a report.
	 * @return null if it is not known
	 */
	public @Nullable String callSiteText() {
		StackTraceElement callSite = callSite();
		return (callSite != null) ? CallSites.describe(callSite) : null;
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
