package io.github.connectionpool.endpoint;

import io.github.connectionpool.finding.Advisor;
import io.github.connectionpool.leak.Reporter;
import io.github.connectionpool.leak.Watcher;

/**
 * Whom the endpoint asks.
 *
 * @param watcher knows what the last look at a pool found
 * @param reporter reports on checkouts
 * @param advisor gives advice
 */
public record Knowledge(Watcher watcher, Reporter reporter, Advisor advisor) {

}
