package io.github.connectionpool.internal.watch;

import java.util.EnumMap;
import java.util.Map;

import io.github.connectionpool.report.Reason;

/**
 * Counts the leaks and suspicions of a pool since the start. Thread-safe; the numbers
 * never fall.
 */
public final class LeakTally {

	private final Map<Reason, Long> leaks = new EnumMap<>(Reason.class);

	private long cleared;

	private long reclaimed;

	synchronized void addLeak(Reason reason) {
		this.leaks.merge(reason, 1L, Long::sum);
	}

	synchronized void addCleared() {
		this.cleared++;
	}

	synchronized void addReclaimed() {
		this.reclaimed++;
	}

	/**
	 * How many checkouts were found to be leaked.
	 * @param reason the reason that was found first
	 * @return each checkout counts once
	 */
	public synchronized long leaks(Reason reason) {
		return this.leaks.getOrDefault(reason, 0L);
	}

	/**
	 * How many checkouts were suspected or taken for leaked and turned out not to be.
	 * @return used again, or returned
	 */
	public synchronized long cleared() {
		return this.cleared;
	}

	/**
	 * How many leaked connections were returned to the pool.
	 * @return those that operators evicted do not count
	 */
	public synchronized long reclaimed() {
		return this.reclaimed;
	}

}
