package io.github.connectionpool.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.report.ConnectionCounts;

/**
 * A pool's counts. What the pool does not tell is null and left out.
 *
 * @param active connections that are borrowed
 * @param idle connections that wait to be borrowed
 * @param total connections that are open
 * @param max the most the pool will open
 * @param min the least the pool keeps
 * @param pending threads that wait for a connection
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConnectionsView(int active, @Nullable Integer idle, @Nullable Integer total, @Nullable Integer max,
		@Nullable Integer min, @Nullable Integer pending) {

	static ConnectionsView of(ConnectionCounts counts) {
		return new ConnectionsView(counts.active(), counts.idle(), counts.total(), counts.max(), counts.min(),
				counts.pending());
	}

}
