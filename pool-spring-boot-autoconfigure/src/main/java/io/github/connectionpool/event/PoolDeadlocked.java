package io.github.connectionpool.event;

import io.github.connectionpool.report.Deadlock;

/**
 * Application event: all connections of a pool are held by threads that wait for another
 * one of it. Raised once for each deadlock. Immutable.
 *
 * @param deadlock where they hold and where they wait
 * @since 0.1.0
 */
public record PoolDeadlocked(Deadlock deadlock) {

}
