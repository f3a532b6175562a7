package io.github.connectionpool.internal.sizing;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How many connections a fleet needs, how long its requests will wait for them, and
 * whether the server takes it. A demand that cannot be met has a plan that says so.
 * Immutable.
 *
 * @param instance the pool that each instance needs to keep the target, and its queue
 * @param connections what all instances need together
 * @param serverTakesIt whether the server gives that many; {@code null} if its limit is
 * unknown
 * @param pgBouncer how PgBouncer helps, {@code null} if it is not needed
 * @param current what the pool does that each instance has now, {@code null} if its size
 * was not given
 * @param assumptions the assumptions of the numbers, in sentences
 * @param statement what to do and why, for a person
 */
public record CapacityPlan(PoolQueue instance, long connections, @Nullable Boolean serverTakesIt,
		@Nullable PgBouncerPlan pgBouncer, @Nullable PoolQueue current, List<String> assumptions, String statement) {

	/**
	 * Creates a plan.
	 */
	public CapacityPlan {
		assumptions = List.copyOf(assumptions);
	}

	/**
	 * Plans the capacity: the smallest pool for each instance that keeps the target, each
	 * pool being a queue of its own ({@link PoolQueue}). Then it tells whether the server
	 * takes the sum ({@link FleetDemand}). If not, it plans the smallest pool of
	 * PgBouncer, which is one queue of the whole fleet.
	 * @param demand the demand of the plan
	 * @return the plan
	 * @throws IllegalArgumentException if the demand is {@code null}
	 */
	public static CapacityPlan of(CapacityDemand demand) {
		Check.notNull("demand", demand);
		PoolQueue instance = PoolQueue.smallest(demand.ratePerInstance(), demand.holdTime(), demand.scv(),
				demand.targetWait());
		FleetDemand fleet = new FleetDemand(instance.connections(), demand.instances(), demand.serverLimit());
		PgBouncerPlan pgBouncer = fleet.needsPgBouncer() ? PgBouncerPlan.of(demand, fleet) : null;
		PoolQueue largest = (fleet.needsPgBouncer() && fleet.largestPool() > 0) ? queue(demand, fleet.largestPool())
				: null;
		PoolQueue current = (demand.poolSize() != null) ? queue(demand, demand.poolSize()) : null;
		Boolean taken = (demand.serverLimit() != null || fleet.needsPgBouncer()) ? !fleet.needsPgBouncer() : null;
		return new CapacityPlan(instance, fleet.total(), taken, pgBouncer, current,
				PlanText.assumptions(demand, pgBouncer),
				PlanText.statement(demand, instance, fleet, largest, pgBouncer, current));
	}

	private static PoolQueue queue(CapacityDemand demand, int poolSize) {
		return PoolQueue.of(poolSize, demand.ratePerInstance(), demand.holdTime(), demand.scv());
	}

	/**
	 * Whether PgBouncer, or another pooler that shares connections between instances, is
	 * needed.
	 * @return whether it is; it may not be enough, see
	 * {@link PgBouncerPlan#serverTakesIt()}
	 */
	public boolean pgBouncerNeeded() {
		return this.pgBouncer != null;
	}

}
