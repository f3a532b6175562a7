package io.github.connectionpool.internal.server;

import java.time.Duration;

/**
 * Whether and how often the other end of a pool is read. Immutable.
 *
 * @param enabled whether it is read at all
 * @param interval the time from one reading to the next
 * @param timeout how long the network may be silent, and how long a reading may wait for
 * a connection
 */
public record ReadSettings(boolean enabled, Duration interval, Duration timeout) {

}
