package io.github.connectionpool.endpoint;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.github.connectionpool.report.ExhaustionReport;
import io.github.connectionpool.report.Finding;

/**
 * An episode in which borrowers failed at a full pool.
 *
 * @param startedAt when the first of those that failed began to wait
 * @param lastedMillis from then to the last that failed so far
 * @param failed how many borrowers have failed so far
 * @param waiting the most that were seen to wait at once
 * @param connections the pool's counts when the first one failed
 * @param holders the groups that held the connections then, the largest first
 * @param findings the findings at that time
 */
record ExhaustionView(Instant startedAt, long lastedMillis, int failed, int waiting, ConnectionsView connections,
		List<CallSiteView> holders, List<Finding> findings) {

	static ExhaustionView of(ExhaustionReport report) {
		return new ExhaustionView(report.startedAt().truncatedTo(ChronoUnit.MILLIS), report.lasted().toMillis(),
				report.failed(), report.waiting(), ConnectionsView.of(report.counts()),
				report.holders().stream().map(CallSiteView::of).toList(), report.findings());
	}

}
