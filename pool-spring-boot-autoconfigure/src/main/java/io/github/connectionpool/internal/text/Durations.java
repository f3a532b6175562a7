package io.github.connectionpool.internal.text;

import java.time.Duration;

/**
 * Writes durations for people.
 */
public final class Durations {

	private Durations() {
	}

	/**
	 * A duration with one unit, or two where one says too little.
	 * @param duration not negative
	 * @return for example {@code 250 ms}, {@code 12 s} or {@code 6 min 2 s}
	 */
	public static String text(Duration duration) {
		long millis = duration.toMillis();
		if (millis < 1_000) {
			return millis + " ms";
		}
		long seconds = duration.toSeconds();
		if (seconds < 60) {
			return seconds + " s";
		}
		if (seconds < 3_600) {
			return (seconds / 60) + " min " + (seconds % 60) + " s";
		}
		return (seconds / 3_600) + " h " + (seconds % 3_600 / 60) + " min";
	}

}
