package io.github.connectionpool.internal.outage;

/**
 * Whether many of the borrowers fail, over the last one to two windows of time. Not
 * thread-safe.
 */
final class FailureShare {

	private final long windowNanos;

	private long startedNanos;

	private long failed;

	private long lent;

	private long failedBefore;

	private long lentBefore;

	FailureShare(long windowNanos) {
		this.windowNanos = windowNanos;
	}

	/** Forget all counts, and count from now on. */
	void begin(long now) {
		this.startedNanos = now;
		this.failed = 0;
		this.lent = 0;
		this.failedBefore = 0;
		this.lentBefore = 0;
	}

	void failed() {
		this.failed++;
	}

	void lent(long count, long now) {
		this.lent += count;
		if (now - this.startedNanos >= this.windowNanos) {
			this.startedNanos = now;
			this.failedBefore = this.failed;
			this.lentBefore = this.lent;
			this.failed = 0;
			this.lent = 0;
		}
	}

	/** Whether there is at least one failure for every two connections that were lent. */
	boolean isSizeable() {
		return 2 * (this.failedBefore + this.failed) >= this.lentBefore + this.lent;
	}

}
