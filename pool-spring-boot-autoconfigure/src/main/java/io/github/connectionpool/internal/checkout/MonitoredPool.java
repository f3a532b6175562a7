package io.github.connectionpool.internal.checkout;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.capture.CheckoutStack;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.capture.learned.LearnedEntry;
import io.github.connectionpool.internal.outage.BorrowFailures;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.internal.pool.PoolMaximum;
import io.github.connectionpool.internal.pool.PoolStatistics;
import io.github.connectionpool.internal.sql.StatementListener;
import io.github.connectionpool.internal.timing.SustainedUtilization;
import io.github.connectionpool.internal.timing.Timing;
import io.github.connectionpool.internal.timing.UtilizationThresholds;
import io.github.connectionpool.internal.timing.WallClock;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.UtilizationLevel;

/**
 * One monitored pool: its ledger and all its measurements. Thread-safe; readers never
 * block a borrow or a return.
 */
public final class MonitoredPool implements BorrowFailures.Pool {

	private final String name;

	private final String type;

	private final PoolStatistics statistics;

	private final CallSites callSites;

	private final SustainedUtilization utilization;

	private final WallClock clock = new WallClock();

	private final Ledger ledger = new Ledger();

	private final Timing acquire = new Timing(Ledger.PLACES);

	private final Timing held = new Timing(Ledger.PLACES);

	private final UnusedBorrows unused = new UnusedBorrows();

	private final BorrowFailures failures;

	private final AdaptiveCapture capture;

	private final HandedOn handedOn = new HandedOn();

	private final Eviction eviction;

	private volatile @Nullable StatementListener statementListener;

	private volatile Runnable beforeCheck = () -> {
	};

	private volatile Supplier<PoolMaximum> maximum = () -> PoolMaximum.UNKNOWN;

	/**
	 * Create for one data source.
	 * @param name name of the data source's bean
	 * @param type class name of the data source
	 * @param statistics the pool's own statistics
	 * @param callSites finds the application's line in a stack
	 * @param stackCapture when a borrow's stack is taken
	 * @param thresholds the utilization from which each level begins
	 * @param eviction how the pool discards a borrowed connection
	 */
	public MonitoredPool(String name, String type, PoolStatistics statistics, CallSites callSites,
			StackCapture stackCapture, UtilizationThresholds thresholds, Eviction eviction) {
		this.name = name;
		this.type = type;
		this.statistics = statistics;
		this.callSites = callSites;
		this.capture = new AdaptiveCapture(stackCapture);
		this.utilization = new SustainedUtilization(thresholds);
		this.failures = new BorrowFailures(this, thresholds.sustain());
		this.eviction = eviction;
	}

	/**
	 * Note a borrow by the calling thread.
	 * @param startNanos {@link System#nanoTime()} from before the pool was asked
	 * @param owner the calling thread
	 * @param context the context of the borrow
	 * @return the checkout, open until it is {@linkplain #returned returned}
	 */
	public Checkout borrowed(long startNanos, Borrower owner, CheckoutContext context) {
		long now = System.nanoTime();
		WorkUnit work = WorkUnit.of(owner);
		LearnedEntry learned = this.capture.learned(owner, context, work);
		CheckoutStack stack = this.capture.isWanted(this.ledger, context, work, learned) ? new CheckoutStack() : null;
		Checkout checkout = this.ledger.open(this, now, now - startNanos, owner, context, work, learned, stack);
		try {
			if (stack != null) {
				this.capture.taken(checkout);
			}
			this.acquire.record(checkout.place(), now - startNanos);
		}
		catch (Throwable ex) {
			// for example an exhausted call stack: a checkout in the ledger must reach
			// its borrower
		}
		return checkout;
	}

	/**
	 * Set the listener for statements.
	 * @param listener replaces the present one; null for none, which costs nothing
	 */
	public void tellStatements(@Nullable StatementListener listener) {
		this.statementListener = listener;
	}

	@Nullable StatementListener statementListener() {
		return this.statementListener;
	}

	/**
	 * Note a return. Only for the thread whose {@link Checkout#beginReturn()} has
	 * succeeded. A second return of the same checkout changes nothing.
	 * @param checkout the checkout
	 */
	public void returned(Checkout checkout) {
		int place = checkout.place();
		if (place < 0) {
			return;
		}
		try {
			long now = System.nanoTime();
			if (checkout.returned(now)) {
				this.held.record(place, now - checkout.acquiredNanos());
				this.unused.returned(checkout);
				this.handedOn.note(checkout);
			}
		}
		catch (Throwable ex) {
			// for example out of memory: the connection is closed, and its borrower must
			// go on
		}
		this.ledger.close(checkout);
	}

	/**
	 * Note that a checkout was revoked and its connection has left the application. Only
	 * for the thread that has revoked it. The time for which it was held is not measured,
	 * since the application did not end it.
	 * @param checkout the checkout
	 */
	public void revoked(Checkout checkout) {
		if (checkout.place() >= 0) {
			checkout.returned(System.nanoTime());
			this.ledger.closeRevoked(checkout);
		}
	}

	/**
	 * Have something done at the start of each check, whether or not anything is
	 * borrowed.
	 * @param action takes next to no time, and holds nothing of the application
	 */
	public void beforeCheck(Runnable action) {
		Runnable earlier = this.beforeCheck;
		this.beforeCheck = () -> {
			earlier.run();
			action.run();
		};
	}

	/** A check begins. Only for the watching thread. */
	public void checkBegins() {
		this.beforeCheck.run();
	}

	/**
	 * Take in the counts of a check. Only for the watching thread, at every check.
	 * @param counts the pool's counts
	 * @param now {@link System#nanoTime()}
	 * @return the new level
	 */
	public UtilizationLevel checked(ConnectionCounts counts, long now) {
		this.clock.follow();
		this.acquire.advance(now);
		this.held.advance(now);
		this.capture.checked(counts, this.held.sinceStart(), now);
		this.ledger.checked(counts, now);
		this.failures.checked(counts, this.ledger.borrows(), now);
		return this.utilization.update(counts.utilization(), now);
	}

	@Override
	public String name() {
		return this.name;
	}

	/**
	 * The class of the data source.
	 * @return its name
	 */
	public String type() {
		return this.type;
	}

	/**
	 * The pool's own statistics.
	 * @return the statistics
	 */
	public PoolStatistics statistics() {
		return this.statistics;
	}

	/** The pool's counts; if the pool fails to return them, those of the ledger. */
	@Override
	public ConnectionCounts counts() {
		try {
			return this.statistics.counts();
		}
		catch (RuntimeException | LinkageError ex) {
			return ledgerCounts();
		}
	}

	/**
	 * The checkouts of the ledger, for callers that the pool has failed to answer.
	 * @return the counts now, without a maximum
	 */
	public ConnectionCounts ledgerCounts() {
		return new ConnectionCounts(this.ledger.size(), null, null, null, null);
	}

	@Override
	public boolean isSuspended() {
		return this.statistics.suspended();
	}

	@Override
	public int lent() {
		return this.ledger.size();
	}

	@Override
	public int waiting() {
		return Borrowers.waiting(this);
	}

	/**
	 * Set the origin of the pool's maximum, which texts about a full pool name.
	 * @param maximum called for each text
	 */
	public void maximumFrom(Supplier<PoolMaximum> maximum) {
		this.maximum = maximum;
	}

	/**
	 * A sentence for a text about a full pool: which setting chose the maximum, and which
	 * property changes it.
	 * @return a blank and a sentence; empty if it is not known
	 */
	public String maximumText() {
		String sentence = this.maximum.get().sentence(counts().max());
		return sentence.isEmpty() ? "" : " " + sentence;
	}

	/**
	 * The open checkouts.
	 * @return the ledger
	 */
	public Ledger ledger() {
		return this.ledger;
	}

	/**
	 * The level of utilization that the pool has kept up for the sustain time.
	 * @return the level
	 */
	public UtilizationLevel level() {
		return this.utilization.level();
	}

	/**
	 * How long borrowers waited.
	 * @return of every borrow that succeeded
	 */
	public Timing acquire() {
		return this.acquire;
	}

	/**
	 * How long connections were held.
	 * @return of every connection that was returned
	 */
	public Timing held() {
		return this.held;
	}

	/**
	 * Connections that were borrowed and returned without a statement.
	 * @return the count
	 */
	public UnusedBorrows unused() {
		return this.unused;
	}

	/**
	 * The borrows that failed, with their exhaustions and outages.
	 * @return those of this pool
	 */
	public BorrowFailures failures() {
		return this.failures;
	}

	/**
	 * Decides which borrows have their stack taken.
	 * @return the decision of this pool
	 */
	public AdaptiveCapture capture() {
		return this.capture;
	}

	/**
	 * Call sites whose connections another thread uses or returns.
	 * @return those known so far
	 */
	public HandedOn handedOn() {
		return this.handedOn;
	}

	/**
	 * How the pool discards a borrowed connection.
	 * @return the eviction by the pool's own means
	 */
	public Eviction eviction() {
		return this.eviction;
	}

	/**
	 * Finds the application's line in a stack.
	 * @return the finder for the packages of this application
	 */
	public CallSites callSites() {
		return this.callSites;
	}

	WallClock clock() {
		return this.clock;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
