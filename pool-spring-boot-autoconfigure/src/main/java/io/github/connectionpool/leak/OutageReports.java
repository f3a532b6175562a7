package io.github.connectionpool.leak;

import java.time.Duration;
import java.time.Instant;

import io.github.connectionpool.checkout.Exhaustion;
import io.github.connectionpool.checkout.OutageEpisode;
import io.github.connectionpool.checkout.Pool;

/**
 * Makes the report of an outage.
 */
final class OutageReports {

	private OutageReports() {
	}

	static OutageReport of(Pool pool, OutageEpisode episode) {
		Exhaustion exhaustion = pool.exhaustions().last();
		Instant full = (exhaustion != null) ? exhaustion.startedAt() : null;
		boolean together = exhaustion != null && full != null
				&& full.plus(exhaustion.lasted()).isAfter(episode.startedAt().minus(Duration.ofMinutes(1)));
		return new OutageReport(pool.name(), episode.startedAt(), episode.lasted(), episode.failed(), episode.cause(),
				together ? full : null, false);
	}

	static OutageReport forgotten(OutageReport outage) {
		return new OutageReport(outage.pool(), outage.startedAt(), outage.lasted(), outage.failed(), outage.cause(),
				outage.exhaustedAt(), true);
	}

}
