package io.github.connectionpool.internal.verdict;

import java.time.Instant;
import java.util.List;

import io.github.connectionpool.internal.checkout.MonitoredPool;

/**
 * The reading of a pool at one moment: everything a snapshot rests on. Immutable.
 *
 * @param pool the pool
 * @param at the time by the system's clock
 * @param nanos the time by {@link System#nanoTime()}
 * @param open the evidence on the open checkouts, oldest first
 * @param condition the pool as a whole
 */
record PoolSample(MonitoredPool pool, Instant at, long nanos, List<CheckoutSample> open, PoolCondition condition) {

}
