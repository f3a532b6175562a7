package io.github.connectionpool.internal.timing;

import io.github.connectionpool.report.UtilizationLevel;

/**
 * The level of a pool's utilization. It changes only after utilization has been on the
 * other side of a threshold for the sustain time without a break, upwards and downwards.
 * Written by one thread, read by any.
 */
public final class SustainedUtilization {

	private final Latch warning;

	private final Latch critical;

	private volatile UtilizationLevel level = UtilizationLevel.UP;

	/**
	 * Create at level {@link UtilizationLevel#UP}.
	 * @param thresholds the thresholds
	 */
	public SustainedUtilization(UtilizationThresholds thresholds) {
		long sustainNanos = thresholds.sustain().toNanos();
		this.warning = new Latch(thresholds.warning(), sustainNanos);
		this.critical = new Latch(thresholds.critical(), sustainNanos);
	}

	/**
	 * Take in the utilization of a check.
	 * @param utilization 0 to 1; {@link Double#NaN} counts as below every threshold
	 * @param now {@link System#nanoTime()}
	 * @return the level from now on
	 */
	public UtilizationLevel update(double utilization, long now) {
		boolean aboveWarning = this.warning.update(utilization, now);
		boolean aboveCritical = this.critical.update(utilization, now);
		this.level = aboveCritical ? UtilizationLevel.CRITICAL
				: (aboveWarning ? UtilizationLevel.WARNING : UtilizationLevel.UP);
		return this.level;
	}

	/**
	 * The level.
	 * @return the level since the last update
	 */
	public UtilizationLevel level() {
		return this.level;
	}

	/** One threshold, on or off. */
	private static final class Latch {

		private final double threshold;

		private final long sustainNanos;

		private boolean on;

		private boolean contradicted;

		private long contradictedSince;

		Latch(double threshold, long sustainNanos) {
			this.threshold = threshold;
			this.sustainNanos = sustainNanos;
		}

		boolean update(double utilization, long now) {
			boolean reached = utilization >= this.threshold;
			if (reached == this.on) {
				this.contradicted = false;
				return this.on;
			}
			if (!this.contradicted) {
				this.contradicted = true;
				this.contradictedSince = now;
			}
			if (now - this.contradictedSince >= this.sustainNanos) {
				this.on = reached;
				this.contradicted = false;
			}
			return this.on;
		}

	}

}
