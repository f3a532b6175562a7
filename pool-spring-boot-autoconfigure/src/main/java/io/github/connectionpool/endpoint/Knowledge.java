package io.github.connectionpool.endpoint;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.finding.Advisor;
import io.github.connectionpool.internal.finding.PoolTimeouts;
import io.github.connectionpool.internal.reclaim.Evictor;
import io.github.connectionpool.internal.server.ServerRegistry;
import io.github.connectionpool.internal.watch.PoolMonitor;

/**
 * The sources of the endpoint's answers.
 *
 * @param monitor gives snapshots of the pools
 * @param ends knows the database server and the pooler of each pool
 * @param timeouts knows the timeouts around a pool
 * @param advisor gives advice
 * @param evictor takes connections away
 * @param instances how many instances of the application run, null if it is not
 * configured
 */
public record Knowledge(PoolMonitor monitor, ServerRegistry ends, PoolTimeouts timeouts, Advisor advisor,
		Evictor evictor, @Nullable Integer instances) {

}
