package io.github.connectionpool.checkout;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The outages of one pool's database: borrowers fail, or wait in vain, though the pool is
 * not full. An outage counts after the sustain time, and is over when borrowers got
 * connections for as long again. Thread-safe; a borrow that succeeds never comes here.
 */
public final class Outages {

	/**
	 * Without a borrower that fails or waits nothing is known of the database. A pool
	 * that was taken out of service for its outage must come back by itself.
	 */
	static final Duration FORGOTTEN = Duration.ofMinutes(5);

	/** Some borrowers fail and others do not: it goes on while failures follow. */
	private static final Duration FOLLOWS = Duration.ofSeconds(5);

	private final long sustainNanos;

	private final long followsNanos;

	private final long stallNanos;

	private @Nullable OutageEpisode episode;

	private long startedNanos;

	/** The last that failed or was seen waiting. */
	private long lastNanos;

	private boolean failing;

	private long failingSince;

	private long recoveringSince;

	private boolean critical;

	private boolean lookedBefore;

	private long borrows;

	private int total;

	/** When a look last saw that the pool had got or lent connections. */
	private @Nullable Long progressNanos;

	private @Nullable Long stalledSince;

	Outages(Duration sustain) {
		this.sustainNanos = sustain.toNanos();
		// a connection that is being made comes a moment later
		this.stallNanos = Math.max(this.sustainNanos, FOLLOWS.toNanos());
		this.followsNanos = Math.min(this.sustainNanos / 2, FOLLOWS.toNanos());
	}

	/**
	 * A borrower has failed at a pool that is not full.
	 * @param startedNanos {@link System#nanoTime()} from when it began to wait
	 * @param now {@link System#nanoTime()}
	 * @return the episode so far
	 */
	synchronized OutageEpisode failed(long startedNanos, OutageCause cause, long now) {
		OutageEpisode before = (this.episode != null) ? this.episode : begin(startedNanos, cause, now);
		this.lastNanos = now;
		OutageEpisode after = before.failedAgain(lasted(now), cause);
		this.episode = after;
		noteFailing(startedNanos, now);
		return after;
	}

	private OutageEpisode begin(long startedNanos, OutageCause cause, long now) {
		this.startedNanos = startedNanos;
		this.critical = false;
		this.failing = false;
		return new OutageEpisode(Instant.now().minusNanos(Math.max(0, now - startedNanos)), Duration.ZERO, 0, cause);
	}

	private Duration lasted(long now) {
		return Duration.ofNanos(Math.max(0, now - this.startedNanos));
	}

	/** From when nothing has come: others may have got connections since. */
	private void noteFailing(long since, long now) {
		if (!this.failing) {
			this.failing = true;
			Long progress = this.progressNanos;
			this.failingSince = (progress != null && progress - since > 0) ? progress : since;
			if (this.failingSince - now > 0) {
				this.failingSince = now;
			}
		}
	}

	/**
	 * What a look at the pool has found. For the watching thread, at every look.
	 * @param counts the pool's counts
	 * @param borrows how many connections have been lent since the start
	 * @param suspended whether the pool was suspended
	 * @param now {@link System#nanoTime()}
	 */
	synchronized void looked(ConnectionCounts counts, long borrows, boolean suspended, long now) {
		boolean progress = noteProgress(counts, borrows, now);
		boolean inVain = suspended || (!progress && isWaitingInVain(counts));
		if (!inVain) {
			this.stalledSince = null;
		}
		else if (this.stalledSince == null) {
			this.stalledSince = now;
		}
		Long stalled = this.stalledSince;
		if (stalled != null) {
			OutageCause cause = suspended ? OutageCause.SUSPENDED : OutageCause.SILENCE;
			OutageEpisode before = this.episode;
			if (before == null && now - stalled >= this.stallNanos) {
				before = begin(stalled, cause, now);
			}
			if (before != null) {
				this.lastNanos = now;
				this.episode = before.goesOn(lasted(now), cause);
				noteFailing(stalled, now);
			}
		}
		if (this.episode != null) {
			judge(stalled != null, now);
		}
	}

	private void judge(boolean stalled, long now) {
		Long progress = this.progressNanos;
		boolean nothingCame = progress == null || progress - this.lastNanos < 0;
		boolean follows = now - this.lastNanos < this.followsNanos;
		boolean known = now - this.lastNanos < FORGOTTEN.toNanos();
		if (stalled || follows || (nothingCame && known)) {
			noteFailing(this.lastNanos, now);
			this.recoveringSince = now;
			this.critical = this.critical || now - this.failingSince >= this.sustainNanos;
			return;
		}
		if (this.failing) {
			this.failing = false;
			this.recoveringSince = now;
		}
		if (now - this.recoveringSince >= this.sustainNanos) {
			this.critical = false;
			this.episode = null;
		}
	}

	private boolean noteProgress(ConnectionCounts counts, long borrows, long now) {
		int total = (counts.total() != null) ? counts.total() : 0;
		boolean progress = this.lookedBefore && (borrows > this.borrows || total > this.total);
		this.lookedBefore = true;
		this.borrows = borrows;
		this.total = total;
		if (progress) {
			this.progressNanos = now;
		}
		return progress;
	}

	/** As with a network that is frozen: connections are being made and never come. */
	private static boolean isWaitingInVain(ConnectionCounts counts) {
		return counts.pending() != null && counts.pending() > 0 && counts.idle() != null && counts.idle() == 0
				&& !FailureRules.isFull(counts);
	}

	/**
	 * The outage that counts, after the sustain time.
	 * @return null if there is none
	 */
	public synchronized @Nullable OutageEpisode sustained() {
		return this.critical ? this.episode : null;
	}

	/**
	 * The episode that goes on, from the first failure.
	 * @return null if there is none
	 */
	public synchronized @Nullable OutageEpisode current() {
		return this.episode;
	}

}
