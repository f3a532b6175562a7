package io.github.connectionpool.internal.sizing;

import org.jspecify.annotations.Nullable;

/**
 * How PgBouncer, in transaction mode, shares the connections of a server among all
 * instances. Immutable.
 *
 * @param queue its pool, one queue of the whole fleet; how many connections it has is the
 * {@code default_pool_size}
 * @param clientConnections connections of all instances when their pools are full, what
 * {@code max_client_conn} has to be at least
 * @param multiplexingRatio how many of them share one connection of the server
 * @param serverTakesIt whether the server gives so many connections, and no more than the
 * 500 that a server should give; where its limit is not known, only the latter
 * @param atLimit the queue with as many connections as the server should give,
 * {@code null} if it takes the needed ones
 */
public record PgBouncerPlan(PoolQueue queue, long clientConnections, double multiplexingRatio, boolean serverTakesIt,
		@Nullable PoolQueue atLimit) {

	static PgBouncerPlan of(CapacityDemand demand, FleetDemand fleet) {
		double scv = demand.scv();
		var time = (demand.serverTime() != null) ? demand.serverTime() : demand.holdTime();
		PoolQueue queue = PoolQueue.smallest(demand.requestRate(), time, scv, demand.targetWait());
		int limit = fleet.available();
		boolean taken = queue.connections() <= limit;
		return new PgBouncerPlan(queue, fleet.total(), (double) fleet.total() / queue.connections(), taken,
				taken ? null : PoolQueue.of(limit, demand.requestRate(), time, scv));
	}

	/**
	 * Returns what to set as {@code default_pool_size}.
	 * @return connections to the server, at least 1
	 */
	public int defaultPoolSize() {
		return this.queue.connections();
	}

}
