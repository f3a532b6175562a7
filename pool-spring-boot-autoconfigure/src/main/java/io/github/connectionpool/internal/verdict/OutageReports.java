package io.github.connectionpool.internal.verdict;

import java.time.Duration;
import java.time.Instant;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.outage.Exhaustion;
import io.github.connectionpool.internal.outage.OutageEpisode;
import io.github.connectionpool.report.OutageReport;

/**
 * Makes the report of an outage.
 */
public final class OutageReports {

	private OutageReports() {
	}

	static OutageReport of(MonitoredPool pool, OutageEpisode episode) {
		Exhaustion exhaustion = pool.failures().exhaustions().last();
		Instant full = (exhaustion != null) ? exhaustion.startedAt() : null;
		boolean together = exhaustion != null && full != null
				&& full.plus(exhaustion.lasted()).isAfter(episode.startedAt().minus(Duration.ofMinutes(1)));
		return new OutageReport(pool.name(), episode.startedAt(), episode.lasted(), episode.failed(), episode.cause(),
				together ? full : null, false);
	}

	/**
	 * As the report of an outage that is over because no borrower has asked for long.
	 * @param outage the report so far
	 * @return with the same times
	 */
	public static OutageReport forgotten(OutageReport outage) {
		return new OutageReport(outage.pool(), outage.startedAt(), outage.lasted(), outage.failed(), outage.cause(),
				outage.exhaustedAt(), true);
	}

}
