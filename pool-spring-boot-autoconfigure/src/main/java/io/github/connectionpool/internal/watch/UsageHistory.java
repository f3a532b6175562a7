package io.github.connectionpool.internal.watch;

import java.time.Duration;

import io.github.connectionpool.report.ConnectionCounts;

/**
 * How much of a pool has been in use at the checks of the last hour, by the minute. For
 * the one watching thread; a summary may be asked for by any.
 */
final class UsageHistory {

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	private static final int MINUTES = 60;

	/** The maxima and counts of the checks of one minute. */
	private static final class Minute {

		private int checks;

		private int queueing;

		private int peak;

		private int demand;

	}

	private final Minute[] minutes = new Minute[MINUTES];

	private long startNanos;

	private long count;

	/**
	 * Take in the counts of a check.
	 * @param nested how many units of work hold more than one connection, or one while
	 * they wait for another
	 * @param depth the most connections that one of them holds
	 */
	synchronized void add(ConnectionCounts counts, int nested, int depth, long now) {
		if (this.count == 0) {
			this.startNanos = now;
			begin(1);
		}
		begin(Math.min((now - this.startNanos) / MINUTE + 1, this.count + MINUTES));
		int pending = (counts.pending() != null) ? counts.pending() : 0;
		Minute minute = this.minutes[(int) ((this.count - 1) % MINUTES)];
		minute.checks++;
		minute.peak = Math.max(minute.peak, counts.active());
		// in an outage all borrowers wait, and the size of the pool is not the reason
		if (pending > 0 && counts.max() != null && counts.active() >= counts.max()) {
			minute.queueing++;
		}
		if (depth > 1) {
			// as HikariCP's "About Pool Sizing" has it: threads × (connections − 1) + 1
			minute.demand = Math.max(minute.demand, nested * (depth - 1) + 1);
		}
	}

	private void begin(long minutes) {
		for (; this.count < minutes; this.count++) {
			this.minutes[(int) (this.count % MINUTES)] = new Minute();
		}
	}

	synchronized PoolUsage summary() {
		int checks = 0;
		int peak = 0;
		int demand = 0;
		int recentChecks = 0;
		int queueing = 0;
		int known = (int) Math.min(this.count, MINUTES);
		for (int back = 0; back < known; back++) {
			Minute minute = this.minutes[(int) ((this.count - 1 - back) % MINUTES)];
			checks += minute.checks;
			peak = Math.max(peak, minute.peak);
			demand = Math.max(demand, minute.demand);
			if (back < PoolUsage.RECENT_MINUTES) {
				recentChecks += minute.checks;
				queueing += minute.queueing;
			}
		}
		return new PoolUsage(Duration.ofMinutes(known), checks, peak, demand, recentChecks, queueing);
	}

}
