package io.github.connectionpool.endpoint;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.finding.Advisor;
import io.github.connectionpool.internal.finding.PoolTimeouts;
import io.github.connectionpool.internal.reclaim.Evictor;
import io.github.connectionpool.internal.server.ServerRegistry;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.internal.watch.Watcher;

/**
 * Whom the endpoint asks.
 *
 * @param watcher knows what the last look at a pool found
 * @param reporter reports on checkouts
 * @param ends knows what is at the other end of the pools' connections
 * @param timeouts knows the timeouts around a pool
 * @param advisor gives advice
 * @param evictor takes connections away
 * @param instances how many instances of the application run, null if nobody has said
 */
public record Knowledge(Watcher watcher, Reporter reporter, ServerRegistry ends, PoolTimeouts timeouts, Advisor advisor,
		Evictor evictor, @Nullable Integer instances) {

}
