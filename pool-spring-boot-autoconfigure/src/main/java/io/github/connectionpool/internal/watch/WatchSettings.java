package io.github.connectionpool.internal.watch;

import java.time.Duration;

import io.github.connectionpool.internal.garbage.CollectGarbage;
import io.github.connectionpool.internal.reclaim.ReclaimPolicy;

/**
 * How pools are watched and leaks are reclaimed. Immutable.
 *
 * @param interval time from one check to the next
 * @param reclaim which leaked connections are returned to the pool
 * @param collectGarbage when the JVM is asked for a garbage collection
 */
public record WatchSettings(Duration interval, ReclaimPolicy reclaim, CollectGarbage collectGarbage) {

	/**
	 * Only watch.
	 * @param interval time from one check to the next
	 * @return settings that change nothing
	 */
	public static WatchSettings every(Duration interval) {
		return new WatchSettings(interval, ReclaimPolicy.NEVER, CollectGarbage.NEVER);
	}

}
