package io.github.connectionpool.internal.verdict;

import java.time.Duration;

/**
 * The times after which idle connections and waiting threads are taken as evidence.
 * Immutable.
 *
 * @param evidenceAfter from this age of a checkout evidence is gathered
 * @param quiet how long a connection must stay idle after its unit of work or owning
 * thread has ended before it is reported as leaked
 * @param threshold how long a checkout may be held without any activity
 */
public record LeakTimes(Duration evidenceAfter, Duration quiet, Duration threshold) {

	/** The defaults of the properties. */
	public static final LeakTimes DEFAULTS = new LeakTimes(Duration.ofSeconds(2), Duration.ofSeconds(10),
			Duration.ofMinutes(5));

	/** A borrow from a pool that is not empty takes microseconds. */
	public static final Duration REAL_WAIT = Duration.ofMillis(200);

}
