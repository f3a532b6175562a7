package io.github.connectionpool.evaluation.approach;

import java.util.ArrayList;
import java.util.List;

/**
 * The measurements of an approach.
 *
 * @param approach which
 * @param connected how many client connections the pools had got before the first request
 * @param light at a rate that 25 connections can serve without a pooler
 * @param planned at the rate that the planner calls sustainable for PgBouncer
 * @param most as much as is served
 * @param mostBackends the most connections at the server
 * @param memory of the server's processes, with all connections open after the runs
 * @param bouncerMemory of PgBouncer
 */
record ApproachResult(Approach approach, int connected, LoadResult light, LoadResult planned, LoadResult most,
		int mostBackends, ServerMemory memory, ServerMemory bouncerMemory) {

	/**
	 * What PgBouncer in transaction mode has promised and not kept.
	 * @return sentences; empty for the other approaches, which promise nothing
	 */
	List<String> missed() {
		List<String> missed = new ArrayList<>();
		if (this.approach == Approach.PGBOUNCER_TRANSACTION) {
			if (this.planned.served() == 0 || this.planned.failed() > 0) {
				missed.add("At the planned rate %d requests were served and %d failed: %s"
					.formatted(this.planned.served(), this.planned.failed(), this.planned.failures()));
			}
			if (this.mostBackends > Approach.SERVER_CONNECTIONS) {
				missed.add("%d server connections were used instead of %d".formatted(this.mostBackends,
						Approach.SERVER_CONNECTIONS));
			}
			if (this.connected < this.approach.clientConnections()) {
				missed.add("Only %d of %d clients were connected".formatted(this.connected,
						this.approach.clientConnections()));
			}
		}
		return missed;
	}

}
