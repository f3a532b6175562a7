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
 * Knows whether there is a reason to take the stack of a borrow, for
 * {@link StackCapture#ADAPTIVE}. After a leak whose line is not known the next one of the
 * same origin has its line: all borrows have a reason for an hour, those of the same
 * origin for good. What is read for each borrow is written by looks. Thread-safe.
 */
public final class AdaptiveCapture {

	/** How long an accusation is a reason. */
	public static final Duration ALERT = Duration.ofHours(1);

	/** One of so many borrows, whatever is known. A power of two. */
	static final int SAMPLE = 64;

	/** With more of them, each borrow may be of a leak. */
	public static final int MAX_ORIGINS = 100;

	private final UtilizationBaseline usual = new UtilizationBaseline();

	private final Set<Origin> leakedOrigins = ConcurrentHashMap.newKeySet();

	private volatile boolean anyLeakedOrigin;

	/** When somebody was accused last, for the watching thread. */
	private @Nullable Long accusedNanos;

	private volatile boolean alert;

	/** How many open checkouts are more than is usual. */
	private volatile int unusualFrom = Integer.MAX_VALUE;

	/**
	 * Whether to take the stack of a borrow.
	 * @param ledger the pool's, without the borrow
	 * @param owner the calling thread
	 * @param context the context of the borrow
	 */
	boolean any(Ledger ledger, Borrower owner, CheckoutContext context) {
		return this.alert || (ledger.borrows() & (SAMPLE - 1)) == 0 || ledger.size() >= this.unusualFrom
				|| (this.anyLeakedOrigin && isLeakedOrigin(owner, context));
	}

	private boolean isLeakedOrigin(Borrower owner, CheckoutContext context) {
		return this.leakedOrigins.size() >= MAX_ORIGINS
				|| this.leakedOrigins.contains(Origin.of(context, WorkUnit.of(owner)));
	}

	/**
	 * A checkout is suspected, or has leaked. For the watching thread.
	 * @param checkout what was borrowed
	 * @param leaked whether that is certain
	 * @param now {@link System#nanoTime()}
	 */
	void accused(Checkout checkout, boolean leaked, long now) {
		this.accusedNanos = now;
		this.alert = true;
		if (leaked) {
			if (this.leakedOrigins.size() < MAX_ORIGINS) {
				this.leakedOrigins.add(Origin.of(checkout.context(), checkout.work()));
			}
			this.anyLeakedOrigin = true;
		}
	}

	/** It has not leaked after all. */
	void cleared(Checkout checkout) {
		this.leakedOrigins.remove(Origin.of(checkout.context(), checkout.work()));
	}

	/**
	 * What a look has found. For the watching thread.
	 * @param counts the pool's counts
	 * @param now {@link System#nanoTime()}
	 */
	void looked(ConnectionCounts counts, long now) {
		this.usual.looked(counts, now);
		int unusualFrom = this.usual.unusualFrom();
		this.unusualFrom = unusualFrom;
		// the pool may know of more than the ledger
		this.alert = isAccusedOfLate(now) || counts.active() >= unusualFrom;
	}

	private boolean isAccusedOfLate(long now) {
		return this.accusedNanos != null && now - this.accusedNanos < ALERT.toNanos();
	}

}
