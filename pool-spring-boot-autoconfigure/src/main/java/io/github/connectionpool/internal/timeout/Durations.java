package io.github.connectionpool.internal.timeout;

import java.time.Duration;

/**
 * Compares durations where zero means that there is no limit.
 */
final class Durations {

	private static final Duration LONGEST = Duration.ofDays(36_500);

	private Durations() {
	}

	/** Whether the first lasts at least as long as the second, which has a limit. */
	static boolean atLeast(Duration value, Duration limit) {
		return value.isZero() || value.compareTo(limit) >= 0;
	}

	/** A time that can be reckoned with: from zero to a century. */
	static Duration bounded(Duration value) {
		if (value.isNegative()) {
			return Duration.ZERO;
		}
		return (value.compareTo(LONGEST) < 0) ? value : LONGEST;
	}

	/** Whole seconds, at least one. */
	static long seconds(Duration value) {
		return Math.max(1, value.toSeconds());
	}

}
