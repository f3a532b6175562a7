package io.github.connectionpool.evaluation.planner;

import java.time.Duration;

/**
 * What a pool is measured under. Immutable.
 *
 * @param holdTimes how they are distributed
 * @param utilization which share of the connections is to be in use on average
 * @param connections the size of the pool
 * @param meanHold the mean hold time
 * @param time how long
 * @param seed what arrivals and hold times are drawn from
 */
record Load(HoldTimes holdTimes, double utilization, int connections, Duration meanHold, Duration time, long seed) {

	double arrivalsPerNano() {
		return this.utilization * this.connections / this.meanHold.toNanos();
	}

}
