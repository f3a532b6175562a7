package io.github.connectionpool.test;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * How long a test waits at its end for its connections.
 */
final class Wait {

	/** A system property, since a test may have several contexts or none. */
	static final String PROPERTY = "connectionpool.test.wait";

	private static final Duration DEFAULT = Duration.ofSeconds(2);

	private static final Duration MOST = Duration.ofSeconds(10);

	private Wait() {
	}

	/** The wait now. */
	static Duration configured() {
		String text = System.getProperty(PROPERTY, "").trim();
		if (text.isEmpty()) {
			return DEFAULT;
		}
		Duration wait = parse(text);
		if (wait.isNegative() || wait.compareTo(MOST) > 0) {
			throw refused(text, null);
		}
		return wait;
	}

	private static Duration parse(String text) {
		try {
			return DurationStyle.detectAndParse(text);
		}
		catch (IllegalArgumentException ex) {
			throw refused(text, ex);
		}
	}

	private static IllegalArgumentException refused(String text, @Nullable Exception cause) {
		return new IllegalArgumentException("The system property " + PROPERTY + " has the value '" + text
				+ "'. It must be a duration from 0s to 10s, as 500ms or 3s", cause);
	}

}
