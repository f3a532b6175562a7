package io.github.connectionpool.internal.checkout;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.timing.UtilizationBaseline;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.ConnectionCounts;

/**
 * Decides whether the stack of a borrow is taken. For {@link StackCapture#ADAPTIVE} it
 * needs a reason. After a leak without a known call site, the next leak of the same
 * origin has one. For an hour, every borrow has its stack taken; borrows of the same
 * origin keep that reason for good. The check writes the fields that each borrow reads.
 * Thread-safe.
 */
public final class AdaptiveCapture {

	/** How long every borrow has a reason after a checkout was suspected. */
	public static final Duration ALERT = Duration.ofHours(1);

	/**
	 * One of this many borrows has its stack taken without any other reason. A power of
	 * two.
	 */
	static final int SAMPLE = 64;

	/**
	 * At this number of origins with leaks, every borrow has a reason. More are not
	 * stored.
	 */
	public static final int MAX_ORIGINS = 100;

	private final StackCapture mode;

	private final UtilizationBaseline usual = new UtilizationBaseline();

	private final Set<Origin> leakedOrigins = ConcurrentHashMap.newKeySet();

	private volatile boolean anyLeakedOrigin;

	/** When a checkout was last suspected. Only for the watching thread. */
	private @Nullable Long accusedNanos;

	private volatile boolean alert;

	/** From this number of open checkouts on, more are open than is usual. */
	private volatile int unusualFrom = Integer.MAX_VALUE;

	AdaptiveCapture(StackCapture mode) {
		this.mode = mode;
	}

	/**
	 * Whether to take the stack of a borrow.
	 * @param ledger the pool's, without the borrow
	 * @param owner the calling thread
	 * @param context the context of the borrow
	 */
	boolean isWanted(Ledger ledger, Borrower owner, CheckoutContext context) {
		return switch (this.mode) {
			case ALWAYS -> true;
			case ADAPTIVE -> isReasonFor(ledger, owner, context);
			case NEVER -> false;
		};
	}

	private boolean isReasonFor(Ledger ledger, Borrower owner, CheckoutContext context) {
		return this.alert || (ledger.borrows() & (SAMPLE - 1)) == 0 || ledger.size() >= this.unusualFrom
				|| (this.anyLeakedOrigin && isLeakedOrigin(owner, context));
	}

	private boolean isLeakedOrigin(Borrower owner, CheckoutContext context) {
		return this.leakedOrigins.size() >= MAX_ORIGINS
				|| this.leakedOrigins.contains(Origin.of(context, WorkUnit.of(owner)));
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
	 * @param now {@link System#nanoTime()}
	 */
	void checked(ConnectionCounts counts, long now) {
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
