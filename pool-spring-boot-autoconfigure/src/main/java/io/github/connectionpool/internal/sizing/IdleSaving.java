package io.github.connectionpool.internal.sizing;

import io.github.connectionpool.internal.text.NumberText;

/**
 * The connections that would be saved if each were returned while no statement runs. The
 * rate, the variation of the hold times and the target stay. Immutable.
 *
 * @param demand the demand with that time
 * @param idleShare the part of the hold time in which no statement runs, 0 to 1
 * @param before the plan with that time
 * @param after the plan without it
 */
public record IdleSaving(CapacityDemand demand, double idleShare, CapacityPlan before, CapacityPlan after) {

	/**
	 * Plans with and without the time in which no statement runs.
	 * @param demand the demand with that time
	 * @param inTransaction the part of it inside of a transaction, as a share of the hold
	 * time
	 * @param outside the part of it outside of one; both are 0 or more, together at most
	 * 1
	 * @return the saving
	 * @throws IllegalArgumentException if a share is outside of its range
	 */
	public static IdleSaving of(CapacityDemand demand, double inTransaction, double outside) {
		return new IdleSaving(demand, inTransaction + outside, CapacityPlan.of(demand),
				CapacityPlan.of(demand.withoutIdle(inTransaction, outside)));
	}

	/**
	 * Whether fewer connections would be needed.
	 * @return whether the pools or that of PgBouncer would be smaller
	 */
	public boolean isAny() {
		return this.after.connections() < this.before.connections() || isPgBouncerSmaller();
	}

	/** Without the time in transactions its pool is planned for more than it needs. */
	private boolean isPgBouncerSmaller() {
		PgBouncerPlan smaller = this.after.pgBouncer();
		PgBouncerPlan larger = this.before.pgBouncer();
		return this.demand.serverTime() != null && smaller != null && larger != null
				&& smaller.defaultPoolSize() < larger.defaultPoolSize();
	}

	/**
	 * The saving in words.
	 * @param mostly the origin that is idle most of all, empty if it is not known
	 * @return a sentence or two
	 */
	public String statement(String mostly) {
		boolean fleet = this.demand.instances() > 1;
		StringBuilder text = new StringBuilder("For ").append(NumberText.percent(this.idleShare))
			.append(" of the time that connections are held no statement runs")
			.append(mostly.isEmpty() ? "" : ", mostly in " + mostly)
			.append(". If they were returned meanwhile, ")
			.append(fleet ? "each instance" : "the instance")
			.append(" would need a pool of ")
			.append(this.after.instance().connections())
			.append(" instead of ")
			.append(this.before.instance().connections())
			.append(fleet ? ", " + (this.before.connections() - this.after.connections()) + " fewer in all." : ".");
		if (this.before.pgBouncerNeeded() && !this.after.pgBouncerNeeded()) {
			text.append(" A pooler would not be needed.");
		}
		PgBouncerPlan smaller = this.after.pgBouncer();
		if (smaller != null && isPgBouncerSmaller()) {
			text.append(" For PgBouncer a default_pool_size of ")
				.append(smaller.defaultPoolSize())
				.append(" would do.");
		}
		return text.toString();
	}

}
