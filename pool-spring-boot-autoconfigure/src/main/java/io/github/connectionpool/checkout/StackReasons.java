package io.github.connectionpool.checkout;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows whether there is a reason to take the stack of a borrow, for
 * {@link StackCapture#ADAPTIVE}. After a leak whose line is not known the next one of the
 * same origin has its line: the pool has a reason for an hour, what was borrowed in the
 * same context for good. What is read for each borrow is written by looks. Thread-safe.
 */
final class StackReasons {

	/** How long an accusation is a reason. */
	static final Duration ALERT = Duration.ofHours(1);

	/** One of so many borrows, whatever is known. A power of two. */
	static final int SAMPLE = 64;

	/** With more of them, each borrow may be of a leak. */
	static final int MAX_ORIGINS = 100;

	private final UsualUse usual = new UsualUse();

	private final Set<Context> leakedOrigins = ConcurrentHashMap.newKeySet();

	private volatile boolean anyLeakedOrigin;

	/** For the watching thread. */
	private long accusedNanos;

	private boolean everAccused;

	private volatile boolean alert;

	/** How many open checkouts are more than is usual. */
	private volatile int unusualFrom = Integer.MAX_VALUE;

	/**
	 * Whether to take the stack of a borrow.
	 * @param ledger the pool's, without the borrow
	 * @param context the context of the borrow
	 */
	boolean any(Ledger ledger, Context context) {
		return this.alert || (ledger.borrows() & (SAMPLE - 1)) == 0 || ledger.size() >= this.unusualFrom
				|| (this.anyLeakedOrigin && isLeakedOrigin(context));
	}

	private boolean isLeakedOrigin(Context context) {
		return this.leakedOrigins.size() >= MAX_ORIGINS || this.leakedOrigins.contains(context.origin());
	}

	/**
	 * A checkout has leaked.
	 * @param context the context in which it was borrowed
	 */
	void leaked(Context context) {
		if (this.leakedOrigins.size() < MAX_ORIGINS) {
			this.leakedOrigins.add(context.origin());
		}
		this.anyLeakedOrigin = true;
	}

	/**
	 * What a look has found. For the watching thread.
	 * @param counts the pool's counts
	 * @param accused whether a checkout is accused
	 * @param now {@link System#nanoTime()}
	 */
	void looked(ConnectionCounts counts, boolean accused, long now) {
		if (accused) {
			this.everAccused = true;
			this.accusedNanos = now;
		}
		this.usual.looked(counts, now);
		int unusualFrom = this.usual.unusualFrom();
		this.unusualFrom = unusualFrom;
		// the pool may know of more than the ledger
		this.alert = (this.everAccused && now - this.accusedNanos < ALERT.toNanos()) || counts.active() >= unusualFrom;
	}

}
