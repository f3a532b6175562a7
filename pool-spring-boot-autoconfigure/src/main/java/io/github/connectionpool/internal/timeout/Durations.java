package io.github.connectionpool.internal.timeout;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * Times as text, and compared where zero means that there is no limit.
 */
final class Durations {

	private static final long SECONDS_OF_MINUTE = 60;

	private static final long SECONDS_OF_HOUR = 3600;

	private static final Duration LONGEST = Duration.ofDays(36_500);

	private Durations() {
	}

	/** The largest unit that gives a whole number. */
	static String text(Duration value) {
		if (value.isZero()) {
			return "no limit";
		}
		if (!value.truncatedTo(ChronoUnit.SECONDS).equals(value)) {
			return value.toMillis() + " ms";
		}
		long seconds = value.toSeconds();
		if (seconds % SECONDS_OF_HOUR == 0) {
			return seconds / SECONDS_OF_HOUR + " h";
		}
		return (seconds % SECONDS_OF_MINUTE == 0 && seconds > SECONDS_OF_MINUTE) ? seconds / SECONDS_OF_MINUTE + " min"
				: seconds + " s";
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
