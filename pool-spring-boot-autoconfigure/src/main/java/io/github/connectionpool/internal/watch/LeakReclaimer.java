package io.github.connectionpool.internal.watch;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.reclaim.Reclaimer;
import io.github.connectionpool.internal.verdict.JudgedCheckout;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.report.CheckoutReport;

/**
 * Has leaked connections reclaimed, and tells and counts the outcome. For the watching
 * thread only.
 */
final class LeakReclaimer {

	private final Reclaimer reclaimer;

	private final Reporter reporter;

	private final WatchListener listener;

	private final LeakTally tally;

	private final Runnable checkSoon;

	/**
	 * Create.
	 * @param checkSoon is run when a connection was reclaimed
	 */
	LeakReclaimer(Reclaimer reclaimer, Reporter reporter, WatchListener listener, LeakTally tally, Runnable checkSoon) {
		this.reclaimer = reclaimer;
		this.reporter = reporter;
		this.listener = listener;
		this.tally = tally;
		this.checkSoon = checkSoon;
	}

	boolean isOn() {
		return this.reclaimer.isOn();
	}

	/** Tells the outcome of those that were begun, and gives up those that hang. */
	void settle(long now) {
		this.reclaimer.evictOverdue(now);
		this.reclaimer.drain(this::reclaimed);
	}

	/** Reclaims the connection of a checkout if the policy and the verdict allow it. */
	void consider(JudgedCheckout judged) {
		if (this.reclaimer.allows(judged.checkout(), judged.judgement()) && this.reclaimer.isReady(judged.checkout())) {
			this.reclaimer.reclaim(judged.checkout(), judged.sample().uses(), this.reporter.report(judged),
					this.checkSoon);
		}
	}

	private void reclaimed(CheckoutReport report, @Nullable Throwable failure) {
		if (failure == null) {
			this.tally.addReclaimed();
		}
		this.listener.reclaimed(report, failure);
	}

}
