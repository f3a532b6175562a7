package io.github.connectionpool.internal.checkout;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CaptureOrder;
import io.github.connectionpool.internal.capture.LocatedStack;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.capture.learned.LearnedEntry;
import io.github.connectionpool.internal.capture.learned.LearnedLines;
import io.github.connectionpool.internal.capture.learned.LikelyLines;
import io.github.connectionpool.internal.capture.learned.WaitingSamples;
import io.github.connectionpool.internal.timing.DurationHistogram;
import io.github.connectionpool.internal.timing.UtilizationBaseline;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.ConnectionCounts;

/**
 * Decides whether the stack of a borrow is taken. For {@link StackCapture#ADAPTIVE} it
 * needs a reason. One is that the lines of its origin are not known yet, another that it
 * is one of the sample from which they are learned. After a leak, every borrow of the
 * next hour has its stack taken; borrows of the same origin keep that reason for good.
 * The check writes the fields that each borrow reads. Thread-safe.
 */
public final class AdaptiveCapture {

	/** How long every borrow has a reason after a checkout was suspected. */
	public static final Duration ALERT = Duration.ofHours(1);

	/**
	 * At this number of origins with leaks, every borrow has a reason. More are not
	 * stored.
	 */
	public static final int MAX_ORIGINS = 100;

	/** A connection that is out for less is never out for unusually long. */
	private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(2);

	/** So many times the mean is unusually long. */
	private static final int LONG_TIMES = 4;

	/** For so long a sample waits for its first statement. */
	private static final long STATEMENT_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final StackCapture configured;

	/** The configured mode, unless an operator has ordered another one for a while. */
	private volatile StackCapture mode;

	private volatile @Nullable CaptureOrder order;

	private final LearnedLines lines = new LearnedLines(System.nanoTime());

	private final WaitingSamples<Checkout> samples = new WaitingSamples<>();

	private volatile long longNanos = LONG_NANOS;

	private final UtilizationBaseline usual = new UtilizationBaseline();

	private final Set<Origin> leakedOrigins = ConcurrentHashMap.newKeySet();

	private volatile boolean anyLeakedOrigin;

	/** When a checkout was last suspected. Only for the watching thread. */
	private @Nullable Long accusedNanos;

	private volatile boolean alert;

	/** From this number of open checkouts on, more are open than is usual. */
	private volatile int unusualFrom = Integer.MAX_VALUE;

	AdaptiveCapture(StackCapture mode) {
		this.configured = mode;
		this.mode = mode;
	}

	/**
	 * Take stacks otherwise for a while. Replaces an order that has not ended.
	 * @param order the mode, and until when
	 */
	public synchronized void order(CaptureOrder order) {
		this.order = order;
		this.mode = order.mode();
	}

	/**
	 * The order in force.
	 * @return null if the configured mode is
	 */
	public @Nullable CaptureOrder order() {
		CaptureOrder order = this.order;
		return (order != null && !order.hasEnded(System.nanoTime())) ? order : null;
	}

	/**
	 * The mode without an order.
	 * @return as configured
	 */
	public StackCapture configured() {
		return this.configured;
	}

	/** A borrow reads no clock, so that a check ends the order. */
	private synchronized void endOrder(long now) {
		CaptureOrder order = this.order;
		if (order != null && order.hasEnded(now)) {
			this.order = null;
			this.mode = this.configured;
		}
	}

	/**
	 * The entry of the origin of a borrow, from which its lines are learned. For the
	 * thread that borrows.
	 * @param owner the calling thread
	 * @param context the context of the borrow
	 * @param work its unit of work, null if there is none
	 * @return null if nothing is to be learned, or there is no room
	 */
	@Nullable LearnedEntry learned(Borrower owner, CheckoutContext context, @Nullable WorkUnit work) {
		return (this.mode == StackCapture.ADAPTIVE) ? this.lines.origin(Origin.key(owner, context, work)) : null;
	}

	/**
	 * Whether to take the stack of a borrow.
	 * @param ledger the pool's, without the borrow
	 * @param context the context of the borrow
	 * @param work its unit of work, null if there is none
	 * @param learned the entry of its origin, null if there is none
	 */
	boolean isWanted(Ledger ledger, CheckoutContext context, @Nullable WorkUnit work, @Nullable LearnedEntry learned) {
		return switch (this.mode) {
			case ALWAYS -> true;
			case ADAPTIVE -> this.alert || isSample(ledger, learned) || ledger.size() >= this.unusualFrom
					|| (this.anyLeakedOrigin && isLeakedOrigin(context, work));
			case NEVER -> false;
		};
	}

	private boolean isSample(Ledger ledger, @Nullable LearnedEntry learned) {
		if (this.samples.isFull()) {
			return false;
		}
		long borrows = ledger.borrows();
		// multiples of the golden ratio: a line that borrows at regular intervals is met
		// as often as any other
		return this.lines.isBorrowWanted(learned, (borrows * 0x9E3779B97F4A7C15L) >>> 56, borrows);
	}

	private boolean isLeakedOrigin(CheckoutContext context, @Nullable WorkUnit work) {
		return this.leakedOrigins.size() >= MAX_ORIGINS || this.leakedOrigins.contains(Origin.of(context, work));
	}

	/**
	 * Whether to take the stack of a first statement, as that of the borrow is missing.
	 */
	boolean isStatementWanted(LearnedEntry learned, String sql, Ledger ledger) {
		return !this.samples.isFull() && this.lines.isStatementWanted(learned, sql, ledger.borrows());
	}

	/** Whether a connection is out for unusually long. */
	boolean isLong(Checkout checkout) {
		return this.mode == StackCapture.ADAPTIVE && System.nanoTime() - checkout.acquiredNanos() > this.longNanos;
	}

	/** A stack was taken: learn from it at the next check. */
	void taken(Checkout checkout) {
		if (this.mode == StackCapture.ADAPTIVE) {
			this.samples.add(checkout);
		}
	}

	/**
	 * The lines from which a checkout was probably borrowed.
	 * @param checkout the checkout
	 * @return none if nothing is known of its kind
	 */
	LikelyLines likely(Checkout checkout) {
		return this.lines.likely(sample(checkout));
	}

	private static LearnedLines.Sample sample(Checkout checkout) {
		long kind = Origin.kind(checkout.context(), checkout.work(), checkout.ownerName());
		return new LearnedLines.Sample(checkout.learned(), kind, checkout.firstStatement());
	}

	/** Learn from the samples. Only for the watching thread. */
	private void learn(long now) {
		this.samples.drain((checkout) -> {
			LocatedStack borrow = checkout.borrowStack();
			if (borrow != null && checkout.firstStatement() == null && checkout.isOpen()
					&& now - checkout.acquiredNanos() < STATEMENT_NANOS) {
				return false;
			}
			LocatedStack stack = (borrow != null) ? borrow : checkout.laterStack();
			if (stack != null) {
				this.lines.learn(sample(checkout), stack.callSite(), stack.frames(), borrow == null);
			}
			return true;
		});
	}

	/**
	 * Note that a checkout is suspected, or has leaked. Only for the watching thread,
	 * once for each checkout.
	 * @param checkout the checkout
	 * @param leaked whether the leak is certain
	 * @param now {@link System#nanoTime()}
	 */
	public void accused(Checkout checkout, boolean leaked, long now) {
		this.accusedNanos = now;
		this.alert = true;
		if (leaked) {
			if (this.leakedOrigins.size() < MAX_ORIGINS) {
				this.leakedOrigins.add(checkout.origin());
			}
			this.anyLeakedOrigin = true;
		}
	}

	/**
	 * Note that a checkout was suspected wrongly. Only for the watching thread.
	 * @param checkout the checkout
	 */
	public void cleared(Checkout checkout) {
		this.leakedOrigins.remove(checkout.origin());
	}

	/**
	 * Take in the counts of a check. Only for the watching thread.
	 * @param counts the pool's counts
	 * @param held how long connections were held
	 * @param now {@link System#nanoTime()}
	 */
	void checked(ConnectionCounts counts, DurationHistogram held, long now) {
		endOrder(now);
		this.lines.advance(now);
		learn(now);
		long returned = held.count();
		long mean = (returned > 0) ? (long) (held.total(TimeUnit.NANOSECONDS) / returned) : 0;
		this.longNanos = Math.max(LONG_NANOS, LONG_TIMES * mean);
		this.usual.checked(counts, now);
		int unusualFrom = this.usual.unusualFrom();
		this.unusualFrom = unusualFrom;
		// the pool may count more connections than the ledger has
		this.alert = isAccusedOfLate(now) || counts.active() >= unusualFrom;
	}

	private boolean isAccusedOfLate(long now) {
		return this.accusedNanos != null && now - this.accusedNanos < ALERT.toNanos();
	}

}
