package io.github.connectionpool.internal.checkout;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.capture.CheckoutStack;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.outage.BorrowFailure;
import io.github.connectionpool.internal.outage.Exhaustion;
import io.github.connectionpool.internal.outage.Exhaustions;
import io.github.connectionpool.internal.outage.FailureCounts;
import io.github.connectionpool.internal.outage.FailureReason;
import io.github.connectionpool.internal.outage.FailureRules;
import io.github.connectionpool.internal.outage.OutageText;
import io.github.connectionpool.internal.outage.Outages;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.internal.pool.PoolMaximum;
import io.github.connectionpool.internal.pool.PoolStatistics;
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
public final class MonitoredPool {

	private final String name;

	private final String type;

	private final PoolStatistics statistics;

	private final CallSites callSites;

	private final StackCapture stackCapture;

	private final SustainedUtilization utilization;

	private final WallClock clock = new WallClock();

	private final Ledger ledger = new Ledger();

	private final Timing acquire = new Timing(Ledger.PLACES);

	private final Timing held = new Timing(Ledger.PLACES);

	private final UnusedBorrows unused = new UnusedBorrows();

	private final Exhaustions exhaustions = new Exhaustions();

	private final FailureCounts failures = new FailureCounts();

	private final Outages outages;

	private final HandedOn handedOn = new HandedOn();

	private final Eviction eviction;

	private volatile @Nullable ExhaustionListener witness;

	private volatile @Nullable StatementListener statementWitness;

	private volatile Runnable beforeCheck = () -> {
	};

	private volatile Supplier<PoolMaximum> maximum = () -> PoolMaximum.UNKNOWN;

	private final AdaptiveCapture stackReasons = new AdaptiveCapture();

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
		this.stackCapture = stackCapture;
		this.utilization = new SustainedUtilization(thresholds);
		this.outages = new Outages(thresholds.sustain());
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
		CheckoutStack stack = isStackWanted(owner, context) ? new CheckoutStack() : null;
		Checkout checkout = this.ledger.open(this, now, now - startNanos, owner, context, stack);
		try {
			this.acquire.record(checkout.place(), now - startNanos);
		}
		catch (Throwable ex) {
			// for example an exhausted call stack: a checkout in the ledger must reach
			// its borrower
		}
		return checkout;
	}

	/**
	 * Note that the calling thread failed to borrow. At a full pool the failure is an
	 * exhaustion. Otherwise the database is the reason, unless the thread was interrupted
	 * or the pool refused.
	 * @param startNanos {@link System#nanoTime()} from before the pool was asked
	 * @param failure the exception of the pool
	 * @return the reason, with a text for the borrower
	 */
	public BorrowFailure borrowFailed(long startNanos, Throwable failure) {
		return borrowFailed(startNanos, failure, false);
	}

	/**
	 * Note that the calling thread failed to borrow, perhaps with a user and a password
	 * of its own. Such a failure is counted, but is no outage, since the password may be
	 * wrong.
	 * @param startNanos {@link System#nanoTime()} from before the pool was asked
	 * @param failure the exception of the pool
	 * @param ownCredentials whether the borrower named a user or a password
	 * @return the reason, with a text for the borrower
	 */
	public BorrowFailure borrowFailed(long startNanos, Throwable failure, boolean ownCredentials) {
		ConnectionCounts counts = unlessTested(counts());
		long now = System.nanoTime();
		FailureReason reason = FailureRules.reason(failure, counts, Thread.currentThread().isInterrupted(),
				now - startNanos);
		this.failures.add(reason);
		return new BorrowFailure(reason, switch (reason) {
			case EXHAUSTED -> exhausted(startNanos, now);
			case CONNECT -> ownCredentials ? null : OutageText.summary(this.name, counts,
					this.outages.failed(startNanos, FailureRules.cause(failure), now));
			case OTHER -> this.statistics.suspended() ? OutageText.suspended(this.name) : null;
			case INTERRUPTED -> null;
		});
	}

	/**
	 * The counts. In an outage, the connections that a full pool tests are not counted as
	 * borrowed.
	 */
	private ConnectionCounts unlessTested(ConnectionCounts counts) {
		return (FailureRules.isFull(counts) && this.outages.isTesting())
				? new ConnectionCounts(this.ledger.size(), 0, counts.max(), counts.min(), counts.pending()) : counts;
	}

	/**
	 * Whether a full pool is testing most of its connections. A pool that tests a
	 * connection counts it as borrowed, while the ledger has no checkout and the thread
	 * still waits.
	 */
	private boolean isTesting(ConnectionCounts counts) {
		int tested = counts.active() - this.ledger.size();
		if (!FailureRules.isFull(counts) || tested * 2 <= counts.active()) {
			return false;
		}
		int queued = (counts.pending() != null) ? counts.pending() : 0;
		return Borrowers.waiting(this) - queued >= tested;
	}

	private @Nullable String exhausted(long startNanos, long now) {
		Exhaustion episode = this.exhaustions.failed(startNanos, now);
		ExhaustionListener witness = this.witness;
		return (witness != null) ? witness.failed(this, episode) : null;
	}

	/**
	 * Set the listener for exhaustions.
	 * @param witness replaces the present one
	 */
	public void tellExhaustions(ExhaustionListener witness) {
		this.witness = witness;
	}

	/**
	 * Set the listener for statements.
	 * @param witness replaces the present one; null for none, which costs nothing
	 */
	public void tellStatements(@Nullable StatementListener witness) {
		this.statementWitness = witness;
	}

	@Nullable StatementListener statementWitness() {
		return this.statementWitness;
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
	public void takenBack(Checkout checkout) {
		if (checkout.place() >= 0) {
			checkout.returned(System.nanoTime());
			this.ledger.closeTakenBack(checkout);
		}
	}

	/**
	 * Note that a checkout is suspected, or has leaked. Only for the watching thread,
	 * once for each checkout.
	 * @param checkout the checkout
	 * @param leaked whether the leak is certain
	 * @param now {@link System#nanoTime()}
	 */
	public void accused(Checkout checkout, boolean leaked, long now) {
		this.stackReasons.accused(checkout, leaked, now);
	}

	/**
	 * Note that a checkout was suspected wrongly. Only for the watching thread.
	 * @param checkout the checkout
	 */
	public void cleared(Checkout checkout) {
		this.stackReasons.cleared(checkout);
	}

	private boolean isStackWanted(Borrower owner, CheckoutContext context) {
		return switch (this.stackCapture) {
			case ALWAYS -> true;
			case ADAPTIVE -> this.stackReasons.any(this.ledger, owner, context);
			case NEVER -> false;
		};
	}

	/**
	 * Have something done at the start of each check, whether or not anything is
	 * borrowed.
	 * @param action takes next to no time, and holds nothing of the application
	 */
	public void beforeCheck(Runnable action) {
		this.beforeCheck = action;
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
	public UtilizationLevel looked(ConnectionCounts counts, long now) {
		this.clock.follow();
		this.acquire.advance(now);
		this.held.advance(now);
		this.stackReasons.looked(counts, now);
		this.ledger.sweep();
		if (this.ledger.size() > counts.active()) {
			this.ledger.dropTakenBack(counts.max(), now);
		}
		this.outages.looked(counts, isTesting(counts), this.ledger.borrows(), this.statistics.suspended(), now);
		return this.utilization.update(counts.utilization(), now);
	}

	/**
	 * The pool's name.
	 * @return name of its bean
	 */
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

	/**
	 * The pool's counts, for callers that need an answer in any case.
	 * @return the counts now; if the pool fails to return them, those of the ledger
	 */
	public ConnectionCounts counts() {
		try {
			return this.statistics.counts();
		}
		catch (RuntimeException | LinkageError ex) {
			return new ConnectionCounts(this.ledger.size(), null, null, null, null);
		}
	}

	/**
	 * Set the origin of the pool's maximum, which texts about a full pool name.
	 * @param maximum called for each text
	 */
	public void maximumFrom(Supplier<PoolMaximum> maximum) {
		this.maximum = maximum;
	}

	/**
	 * A sentence to append to a text about a full pool. It says which setting chose the
	 * pool's maximum and which property changes it.
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
	 * The state of the pool, of its utilization and of its database.
	 * @return critical during an outage, else the {@linkplain #level() level}
	 */
	public UtilizationLevel status() {
		return (this.outages.sustained() != null) ? UtilizationLevel.CRITICAL : level();
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
	 * Episodes in which borrowers failed at a full pool.
	 * @return the count
	 */
	public Exhaustions exhaustions() {
		return this.exhaustions;
	}

	/**
	 * Borrowers that failed, by reason.
	 * @return the counts
	 */
	public FailureCounts failures() {
		return this.failures;
	}

	/**
	 * Episodes in which the database gave no connection.
	 * @return the last one
	 */
	public Outages outages() {
		return this.outages;
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
