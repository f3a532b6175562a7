package io.github.connectionpool.event;

import java.time.Instant;

import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.UtilizationLevel;

/**
 * Application event: the level of a pool's utilization has changed and has held for the
 * sustain time. Immutable.
 *
 * @param pool name of the pool
 * @param from the level so far
 * @param to the level from now on
 * @param counts the pool's counts when it changed
 * @param at when it changed
 * @since 0.1.0
 */
public record PoolUtilizationChanged(String pool, UtilizationLevel from, UtilizationLevel to, ConnectionCounts counts,
		Instant at) {

}
