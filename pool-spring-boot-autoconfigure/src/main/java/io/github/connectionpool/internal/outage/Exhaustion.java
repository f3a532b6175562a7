package io.github.connectionpool.internal.outage;

import java.time.Duration;
import java.time.Instant;

/**
 * An episode in which borrowers failed at a full pool. It goes on while more fail.
 * Thread-safe.
 */
public final class Exhaustion {

	/** It is over when nothing has failed, or was seen waiting, for this long. */
	static final Duration QUIET = Duration.ofSeconds(10);

	private final long number;

	private final Instant startedAt;

	private final long startedNanos;

	private long failedNanos;

	private long aliveNanos;

	private int failed;

	private int waiting;

	private boolean reportClaimed;

	Exhaustion(long number, long startedNanos, long now) {
		this.number = number;
		this.startedNanos = startedNanos;
		this.startedAt = Instant.now().minusNanos(Math.max(0, now - startedNanos));
		this.failedNanos = now;
		this.aliveNanos = now;
	}

	synchronized void failed(long now) {
		this.failed++;
		this.failedNanos = now;
		this.aliveNanos = now;
	}

	synchronized boolean isOver(long now) {
		return now - this.aliveNanos > QUIET.toNanos();
	}

	/**
	 * Note that the episode goes on although no borrower has failed lately.
	 * @param now {@link System#nanoTime()}
	 */
	public synchronized void goesOn(long now) {
		this.aliveNanos = now;
	}

	/**
	 * Note how many borrowers wait.
	 * @param waiting borrowers that wait now; the maximum is kept
	 */
	public synchronized void waiting(int waiting) {
		this.waiting = Math.max(this.waiting, waiting);
	}

	/**
	 * Claim the report on the episode.
	 * @return true once
	 */
	public synchronized boolean claimReport() {
		boolean first = !this.reportClaimed;
		this.reportClaimed = true;
		return first;
	}

	/**
	 * Position among the pool's exhaustions.
	 * @return 1 for the first
	 */
	public long number() {
		return this.number;
	}

	/**
	 * When the first borrower that failed began to wait.
	 * @return by the wall clock
	 */
	public Instant startedAt() {
		return this.startedAt;
	}

	/**
	 * How long it has lasted, from the begin of the first wait that failed to the last
	 * failure.
	 * @return never negative
	 */
	public synchronized Duration lasted() {
		return Duration.ofNanos(Math.max(0, this.failedNanos - this.startedNanos));
	}

	/**
	 * How many borrowers have failed.
	 * @return the number so far
	 */
	public synchronized int failed() {
		return this.failed;
	}

	/**
	 * How many borrowers waited at once.
	 * @return the maximum that was seen
	 */
	public synchronized int waiting() {
		return this.waiting;
	}

}
