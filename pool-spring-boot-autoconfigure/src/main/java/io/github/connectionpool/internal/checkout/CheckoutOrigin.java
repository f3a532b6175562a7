package io.github.connectionpool.internal.checkout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CallSite;
import io.github.connectionpool.internal.capture.CheckoutStack;
import io.github.connectionpool.internal.capture.LocatedStack;
import io.github.connectionpool.internal.capture.learned.CheckoutLines;
import io.github.connectionpool.internal.capture.learned.LearnedEntry;
import io.github.connectionpool.internal.capture.learned.LikelyLines;
import io.github.connectionpool.report.CheckoutContext;

/**
 * A checkout with the origin of its borrow: thread, context, unit of work, and the stacks
 * that were taken. Only the stack of the borrow counts as evidence; that of a later call
 * is for people. May be read from any thread.
 */
abstract sealed class CheckoutOrigin extends CheckoutEvidence permits Checkout {

	private static final VarHandle STACK;

	private static final VarHandle LATER;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			STACK = lookup.findVarHandle(CheckoutOrigin.class, "stack", Object.class);
			LATER = lookup.findVarHandle(CheckoutOrigin.class, "later", Object.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private static final StackTraceElement[] NO_FRAMES = {};

	private final MonitoredPool pool;

	private final Borrower owner;

	private final String ownerName;

	private final CheckoutContext context;

	private final @Nullable WorkUnit work;

	/** Null if nothing is learned, or there was no room. */
	private final @Nullable LearnedEntry learned;

	/** A {@link CheckoutStack}, replaced by a {@link LocatedStack} when first read. */
	@SuppressWarnings("UnusedVariable") // through STACK
	private @Nullable Object stack;

	/** As the stack, of a call after the borrow. */
	@SuppressWarnings("UnusedVariable") // through LATER
	private @Nullable Object later;

	private @Nullable String firstStatement;

	CheckoutOrigin(MonitoredPool pool, long acquiredNanos, Borrower owner, CheckoutContext context,
			@Nullable WorkUnit work, @Nullable LearnedEntry learned, @Nullable CheckoutStack stack,
			boolean autoCommit) {
		super(acquiredNanos, autoCommit);
		this.pool = pool;
		this.owner = owner;
		this.ownerName = Thread.currentThread().getName();
		this.context = context;
		this.work = work;
		this.learned = learned;
		this.stack = stack;
	}

	/**
	 * The pool it was borrowed from.
	 * @return the pool
	 */
	public MonitoredPool pool() {
		return this.pool;
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
	 * The outermost unit of work in which the connection was borrowed.
	 * @return null if none is known
	 */
	public @Nullable WorkUnit work() {
		return this.work;
	}

	/** The origin of the borrow, as far as it is known without a stack. */
	Origin origin() {
		return Origin.of(this.context, this.work);
	}

	/**
	 * Note a statement. If it is the first, and if the lines of such borrows are not
	 * known yet, its stack is taken. Only for the thread that uses the connection.
	 */
	void statementRuns(String sql) {
		if (this.firstStatement == null) {
			this.firstStatement = sql;
			if (this.learned != null && this.stack == null
					&& this.pool.capture().isStatementWanted(this.learned, sql, this.pool.ledger())) {
				calledLater(new CheckoutStack());
			}
		}
	}

	/**
	 * Take the stack of the first call after a check, if the connection is out for long.
	 */
	@Override
	void calledAfterCheck() {
		if (this.stack == null && LATER.getOpaque(this) == null && this.pool.capture().isLong((Checkout) this)) {
			calledLater(new CheckoutStack());
		}
	}

	private void calledLater(CheckoutStack stack) {
		if (LATER.compareAndSet(this, null, stack)) {
			this.pool.capture().taken((Checkout) this);
		}
	}

	/** The first statement, null if none has run. */
	@Nullable String firstStatement() {
		return this.firstStatement;
	}

	/** The kind of borrow it was learned as, null if nothing is learned of it. */
	@Nullable LearnedEntry learned() {
		return this.learned;
	}

	/**
	 * The stack of the borrow, from the caller of the data source on.
	 * @return topmost frame first; empty if no stack was taken
	 */
	public StackTraceElement[] stack() {
		LocatedStack located = located(STACK);
		return (located != null) ? located.frames() : NO_FRAMES;
	}

	private @Nullable LocatedStack located(VarHandle field) {
		Object stack = field.getAcquire(this);
		if (stack instanceof CheckoutStack taken) {
			stack = new LocatedStack(taken, this.pool.callSites());
			field.setRelease(this, stack);
		}
		return (LocatedStack) stack;
	}

	/** The stack of the borrow, null if none was taken. */
	@Nullable LocatedStack borrowStack() {
		return located(STACK);
	}

	/** The stack of a later call, null if none was taken. */
	@Nullable LocatedStack laterStack() {
		return located(LATER);
	}

	/**
	 * Whether a stack of the borrow was taken. Makes no frames of it.
	 * @return whether there is one
	 */
	public boolean hasStack() {
		return STACK.getAcquire(this) != null;
	}

	/**
	 * The line of the application that borrowed, or the component of a framework.
	 * @return the call site, null if no stack of the borrow was taken or it has no frame
	 * that qualifies
	 */
	public @Nullable CallSite callSite() {
		LocatedStack located = located(STACK);
		return (located != null) ? located.callSite() : null;
	}

	@Override
	public @Nullable String callSiteText() {
		CallSite callSite = callSite();
		return (callSite != null) ? callSite.text() : null;
	}

	/**
	 * The source of the borrow as it is remembered, in the same words each time that the
	 * same code borrows with a stack.
	 * @return the call site with the component; without a stack of the borrow, its origin
	 */
	public String source() {
		CallSite callSite = callSite();
		return (callSite != null) ? callSite.toString() : "an unknown call site (" + originText() + ")";
	}

	private String originText() {
		return Origin.text(this.context, this.work, this.ownerName);
	}

	/**
	 * The line of the borrow in words.
	 * @return a likely line with the word "probably"; null if none is known
	 */
	@Override
	public @Nullable String lineText() {
		return lines().text();
	}

	/**
	 * All that is known of the line of the borrow, for people.
	 * @return the line on a stack of this checkout, or the likely lines
	 */
	public CheckoutLines lines() {
		LocatedStack borrow = borrowStack();
		LocatedStack own = (borrow != null) ? borrow : laterStack();
		LikelyLines likely = (borrow != null) ? LikelyLines.NONE : this.pool.capture().likely((Checkout) this);
		return new CheckoutLines(own, borrow == null, likely, originText());
	}

}
