package io.github.connectionpool.internal.outage;

import java.time.Duration;
import java.time.Instant;

import io.github.connectionpool.report.OutageCause;

/**
 * An episode in which a pool that was not full got no connection from its database, as it
 * was at one moment. Immutable.
 *
 * @param startedAt when the first borrower that failed began to wait
 * @param lasted from then until the last borrower that failed or was seen waiting
 * @param failed how many borrowers have failed so far
 * @param cause the last cause that was named
 */
public record OutageEpisode(Instant startedAt, Duration lasted, int failed, OutageCause cause) {

	OutageEpisode failedAgain(Duration lasted, OutageCause cause) {
		return new OutageEpisode(this.startedAt, lasted, this.failed + 1, this.cause.or(cause));
	}

	OutageEpisode goesOn(Duration lasted, OutageCause cause) {
		return new OutageEpisode(this.startedAt, lasted, this.failed, this.cause.or(cause));
	}

}
