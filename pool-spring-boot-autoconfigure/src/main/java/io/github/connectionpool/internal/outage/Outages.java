package io.github.connectionpool.internal.outage;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.OutageCause;
import io.github.connectionpool.report.OutageReport;

/**
 * The outages of one pool's database: borrowers fail, or wait in vain, although the pool
 * is not full. An outage counts after the sustain time. It is over when borrowers have
 * got connections for as long again. Thread-safe; a borrow that succeeds never calls this
 * class.
 */
public final class Outages {

	/**
	 * If no borrower fails or waits for this long, the state of the database is not known
	 * any more, and the outage is over. A pool that was taken out of service for its
	 * outage would otherwise never come back.
	 */
	public static final Duration FORGOTTEN = OutageReport.FORGOTTEN_AFTER;

	/**
	 * While some borrowers fail and others do not, the outage goes on if failures follow
	 * within this time.
	 */
	private static final Duration FOLLOWS = Duration.ofSeconds(5);

	private final long sustainNanos;

	private final long followsNanos;

	private final long stallNanos;

	private @Nullable OutageEpisode episode;

	private long startedNanos;

	/** The time of the last borrower that failed or was seen waiting. */
	private long lastNanos;

	private boolean failing;

	private long failingSince;

	private long recoveringSince;

	private boolean critical;

	/** Whether the last check found the outage severe. */
	private boolean severe;

	private final FailureShare share;

	/** Since when failures have followed each other. */
	private @Nullable Long followingSince;

	private boolean partial;

	private boolean forgotten;

	/** Whether the outage goes on while a full pool tests connections in vain. */
	private volatile boolean testing;

	private boolean checkedBefore;

	private long borrows;

	private int total;

	/** When a check last saw that the pool had got or lent connections. */
	private @Nullable Long progressNanos;

	private @Nullable Long stalledSince;

	public Outages(Duration sustain) {
		this.sustainNanos = sustain.toNanos();
		// a connection that is being made may still come a moment later
		this.stallNanos = Math.max(this.sustainNanos, FOLLOWS.toNanos());
		this.share = new FailureShare(this.sustainNanos);
		this.followsNanos = Math.min(this.sustainNanos / 2, FOLLOWS.toNanos());
	}

	/**
	 * A borrower has failed at a pool that is not full.
	 * @param startedNanos {@link System#nanoTime()} from when it began to wait
	 * @param now {@link System#nanoTime()}
	 * @return the episode so far
	 */
	public synchronized OutageEpisode failed(long startedNanos, OutageCause cause, long now) {
		OutageEpisode before = (this.episode != null) ? this.episode : begin(startedNanos, cause, now);
		this.lastNanos = now;
		OutageEpisode after = before.failedAgain(lasted(now), cause);
		this.episode = after;
		this.share.failed();
		noteFailing(startedNanos, now);
		return after;
	}

	private OutageEpisode begin(long startedNanos, OutageCause cause, long now) {
		this.startedNanos = startedNanos;
		this.critical = false;
		this.failing = false;
		this.severe = true;
		this.share.begin(now);
		return new OutageEpisode(Instant.now().minusNanos(Math.max(0, now - startedNanos)), Duration.ZERO, 0, cause);
	}

	private Duration lasted(long now) {
		return Duration.ofNanos(Math.max(0, now - this.startedNanos));
	}

	/**
	 * Note from when on no connection has come; other borrowers may have got some since
	 * the begin of the wait.
	 */
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
	 * Take in the counts of a check. Only for the watching thread, at every check.
	 * @param counts the pool's counts
	 * @param testing whether a full pool is testing most of its connections, while
	 * threads wait for them
	 * @param borrows how many connections have been lent since the start
	 * @param suspended whether the pool was suspended
	 * @param now {@link System#nanoTime()}
	 */
	public synchronized void checked(ConnectionCounts counts, boolean testing, long borrows, boolean suspended,
			long now) {
		boolean progress = noteProgress(counts, borrows, now);
		boolean inVain = suspended || (!progress && (testing || isWaitingInVain(counts)));
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
		this.testing = testing && inVain && this.episode != null;
		if (this.episode != null) {
			judge(stalled != null, now);
		}
	}

	private void judge(boolean stalled, long now) {
		Long progress = this.progressNanos;
		boolean nothingCame = progress == null || progress - this.lastNanos < 0;
		boolean follows = now - this.lastNanos < this.followsNanos;
		boolean known = now - this.lastNanos < FORGOTTEN.toNanos();
		boolean severe = stalled || (follows && this.share.isSizeable()) || (nothingCame && known);
		if (severe) {
			noteFailing(this.lastNanos, now);
			this.critical = this.critical || now - this.failingSince >= this.sustainNanos;
		}
		else {
			recover(follows, nothingCame, now);
		}
		this.severe = severe;
		notePartial(follows, now);
	}

	private void recover(boolean follows, boolean nothingCame, long now) {
		this.failing = false;
		if (this.severe) {
			this.recoveringSince = now;
		}
		if (now - this.recoveringSince >= this.sustainNanos) {
			this.critical = false;
			this.forgotten = nothingCame;
			if (!follows) {
				this.episode = null;
			}
		}
	}

	private void notePartial(boolean follows, long now) {
		if (!follows) {
			this.followingSince = null;
		}
		else if (this.followingSince == null) {
			this.followingSince = now;
		}
		Long since = this.followingSince;
		this.partial = !this.critical && since != null && now - since >= this.sustainNanos;
	}

	private boolean noteProgress(ConnectionCounts counts, long borrows, long now) {
		int total = (counts.total() != null) ? counts.total() : 0;
		boolean progress = this.checkedBefore && (borrows > this.borrows || total > this.total);
		if (this.checkedBefore) {
			this.share.lent(borrows - this.borrows, now);
		}
		this.checkedBefore = true;
		this.borrows = borrows;
		this.total = total;
		if (progress) {
			this.progressNanos = now;
		}
		return progress;
	}

	/**
	 * Whether connections are being made and do not come, as with a network that drops
	 * packets.
	 */
	private static boolean isWaitingInVain(ConnectionCounts counts) {
		return counts.pending() != null && counts.pending() > 0 && counts.idle() != null && counts.idle() == 0
				&& !FailureRules.isFull(counts);
	}

	/**
	 * The outage that counts, once it has lasted for the sustain time.
	 * @return null if there is none
	 */
	public synchronized @Nullable OutageEpisode sustained() {
		return this.critical ? this.episode : null;
	}

	/**
	 * The episode in which a few borrowers fail and most others get connections, once it
	 * has lasted for the sustain time.
	 * @return null if there is none, or if it {@linkplain #sustained() counts}
	 */
	public synchronized @Nullable OutageEpisode partial() {
		return this.partial ? this.episode : null;
	}

	/**
	 * Whether the last outage ended only because no borrower had asked for
	 * {@link #FORGOTTEN}. It is not known then whether the database can be reached.
	 * @return whether it ended like that
	 */
	public synchronized boolean isForgotten() {
		return this.forgotten;
	}

	/** Whether an outage goes on in which a full pool tests connections in vain. */
	public boolean isTesting() {
		return this.testing;
	}

	/**
	 * The episode that goes on, from the first failure.
	 * @return null if there is none
	 */
	public synchronized @Nullable OutageEpisode current() {
		return this.episode;
	}

}
