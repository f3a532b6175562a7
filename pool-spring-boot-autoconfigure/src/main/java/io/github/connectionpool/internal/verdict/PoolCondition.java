package io.github.connectionpool.internal.verdict;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.Deadlock;
import io.github.connectionpool.report.Finding;
import io.github.connectionpool.report.OutageReport;
import io.github.connectionpool.report.UtilizationLevel;

/**
 * A pool as a whole at one moment. Immutable.
 *
 * @param counts what the pool tells
 * @param level critical during an outage, else the level that its utilization has kept
 * @param outage the outage of its database, null if there is none
 * @param failuresOfFew advice where a few borrowers fail and others do not, null if none
 * fails
 * @param deadlock the deadlock that the last search has found, null if there is none
 * @param loss how fast connections are lost, by the last check
 */
public record PoolCondition(ConnectionCounts counts, UtilizationLevel level, @Nullable OutageReport outage,
		@Nullable Finding failuresOfFew, @Nullable Deadlock deadlock, Loss loss) {

	/**
	 * The rise of the least number of connections that are borrowed.
	 *
	 * @param timePerConnection how long it takes to rise by one, null if it does not rise
	 * @param floor the least number of late
	 */
	public record Loss(@Nullable Duration timePerConnection, int floor) {

		/** Nothing is known. */
		public static final Loss NONE = new Loss(null, 0);

	}

}
