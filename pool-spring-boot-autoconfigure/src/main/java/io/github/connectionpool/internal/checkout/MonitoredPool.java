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
 * One monitored pool: its ledger and everything measured of it. Thread-safe; nothing a
 * reader does holds up a borrow or a return.
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

	private volatile Supplier<PoolMaximum> maximum = () -> PoolMaximum.UNKNOWN;

	private final AdaptiveCapture stackReasons = new AdaptiveCapture();

	/**
	 * Create for one data source.
	 * @param name name of the data source's bean
	 * @param type class name of the data source
	 * @param statistics what the pool says of itself
	 * @param callSites finds the application's line in a stack
	 * @param stackCapture when a borrow's stack is taken
	 * @param thresholds from which utilization a level begins
	 * @param eviction how the pool throws a borrowed connection away
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
	 * @param context what is known of the work
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
			// with the stack at its end, say: what is in the ledger must reach its
			// borrower
		}
		return checkout;
	}

	/**
	 * Note that the calling thread failed to borrow. At a full pool that is an
	 * exhaustion; at another one the database is the reason, unless the thread was
	 * interrupted or the pool refused.
	 * @param startNanos {@link System#nanoTime()} from before the pool was asked
	 * @param failure what the pool threw
	 * @return why it failed, and what the borrower is to be told
	 */
	public BorrowFailure borrowFailed(long startNanos, Throwable failure) {
		return borrowFailed(startNanos, failure, false);
	}

	/**
	 * Note that the calling thread failed to borrow, maybe with a user and a password of
	 * its own. These may be wrong, so that such a failure is counted, and is no outage.
	 * @param startNanos {@link System#nanoTime()} from before the pool was asked
	 * @param failure what the pool threw
	 * @param ownCredentials whether the borrower named a user or a password
	 * @return why it failed, and what the borrower is to be told
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

	/** In an outage the connections that a full pool tests are lent to no borrower. */
	private ConnectionCounts unlessTested(ConnectionCounts counts) {
		return (FailureRules.isFull(counts) && this.outages.isTesting())
				? new ConnectionCounts(this.ledger.size(), 0, counts.max(), counts.min(), counts.pending()) : counts;
	}

	/**
	 * Whether most connections of a full pool are in no checkout, but with threads that
	 * still wait for them. A pool that tests a connection counts it as borrowed.
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
	 * Have somebody told of exhaustions.
	 * @param witness replaces the one so far
	 */
	public void tellExhaustions(ExhaustionListener witness) {
		this.witness = witness;
	}

	/**
	 * Have somebody told of every statement.
	 * @param witness replaces the one so far; null for nobody, which costs nothing
	 */
	public void tellStatements(@Nullable StatementListener witness) {
		this.statementWitness = witness;
	}

	@Nullable StatementListener statementWitness() {
		return this.statementWitness;
	}

	/**
	 * Note a return. For who has {@linkplain Checkout#beginReturn() begun} it; a second
	 * return of the same checkout changes nothing.
	 * @param checkout what was borrowed
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
			// without memory, say: the connection is closed, and its borrower goes on
		}
		this.ledger.close(checkout);
	}

	/**
	 * Note that a checkout has been taken back, for who has taken it, and its connection
	 * has left the application. How long it was held is no measure of the application's
	 * work.
	 * @param checkout what was borrowed
	 */
	public void takenBack(Checkout checkout) {
		if (checkout.place() >= 0) {
			checkout.returned(System.nanoTime());
			this.ledger.closeTakenBack(checkout);
		}
	}

	/**
	 * Note that a checkout is suspected, or has leaked. For the watching thread, once for
	 * each.
	 * @param checkout what was borrowed
	 * @param leaked whether that is certain
	 * @param now {@link System#nanoTime()}
	 */
	public void accused(Checkout checkout, boolean leaked, long now) {
		this.stackReasons.accused(checkout, leaked, now);
	}

	/**
	 * Note that a checkout was accused wrongly. For the watching thread.
	 * @param checkout what was borrowed
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
	 * What a look at the pool has found. For the watching thread, at every look.
	 * @param counts the pool's counts
	 * @param now {@link System#nanoTime()}
	 * @return the level from now on
	 */
	public UtilizationLevel looked(ConnectionCounts counts, long now) {
		this.clock.follow();
		this.acquire.advance(now);
		this.held.advance(now);
		this.stackReasons.looked(counts, now);
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
	 * What the pool says of itself.
	 * @return the statistics
	 */
	public PoolStatistics statistics() {
		return this.statistics;
	}

	/**
	 * The pool's counts, for those who have to answer in any case.
	 * @return the counts now; if the pool fails to tell them, what the ledger knows
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
	 * Have texts about a full pool say what chose its maximum.
	 * @param maximum is asked for each text
	 */
	public void maximumFrom(Supplier<PoolMaximum> maximum) {
		this.maximum = maximum;
	}

	/**
	 * What chose the pool's maximum and which property changes it, to be appended to a
	 * text about a full pool.
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
	 * How full the pool has been for the sustain time.
	 * @return the level
	 */
	public UtilizationLevel level() {
		return this.utilization.level();
	}

	/**
	 * How the pool does: how full it is, and whether its database is reached.
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
	 * Connections that were borrowed for nothing.
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
	 * Where connections are borrowed that other threads give back.
	 * @return what is known so far
	 */
	public HandedOn handedOn() {
		return this.handedOn;
	}

	/**
	 * How a borrowed connection is thrown away.
	 * @return by the pool's own means
	 */
	public Eviction eviction() {
		return this.eviction;
	}

	/**
	 * What finds the application's line in a stack.
	 * @return of this application
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
