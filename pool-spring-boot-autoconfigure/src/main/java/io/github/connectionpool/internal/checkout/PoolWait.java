package io.github.connectionpool.internal.checkout;

/**
 * A thread's wait for a connection. Immutable; two that are equal are the same wait.
 *
 * @param pool the pool that was asked
 * @param sinceNanos {@link System#nanoTime()} of the beginning
 */
public record PoolWait(MonitoredPool pool, long sinceNanos) {
}
