package io.github.connectionpool.internal.watch;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.connectionpool.report.Finding;
import io.github.connectionpool.report.Verdict;

/**
 * What the last look at a pool found. Immutable.
 *
 * @param verdicts how many open checkouts had each verdict; a verdict that none had is
 * absent
 * @param oldest how long the oldest had been held, zero if none was open
 * @param findings what was wrong with the pool as a whole, for people
 */
public record PoolLook(Map<Verdict, Integer> verdicts, Duration oldest, List<Finding> findings) {

	static final PoolLook NOTHING = new PoolLook(Map.of(), Duration.ZERO, List.of());

	/**
	 * How many open checkouts had a verdict.
	 * @param verdict the verdict
	 * @return the number
	 */
	public int count(Verdict verdict) {
		return this.verdicts.getOrDefault(verdict, 0);
	}

}
