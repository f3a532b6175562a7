package io.github.connectionpool.internal.sizing;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.internal.text.NumberText;

/**
 * Refuses arguments.
 */
final class Check {

	private Check() {
	}

	static void range(String name, long value, long min, long max) {
		if (value < min || value > max) {
			throw new IllegalArgumentException(
					"'" + name + "' must be from " + min + " to " + max + ", but is " + value);
		}
	}

	static void notNull(String name, @Nullable Object value) {
		if (value == null) {
			throw new IllegalArgumentException("'" + name + "' must not be null");
		}
	}

	static void atLeast(String name, long value, long min) {
		if (value < min) {
			throw new IllegalArgumentException("'" + name + "' must be at least " + min + ", but is " + value);
		}
	}

	static void whole(String name, long value, long min, long max) {
		allowed(value >= min && value <= max, name, value, "a whole number from " + min + " to " + max);
	}

	/** Not a number is within no range. */
	static void number(String name, double value, double min, double max) {
		allowed(value >= min && value <= max, name, value,
				"a number from " + NumberText.of(min) + " to " + NumberText.of(max));
	}

	static void positive(String name, double value, double max) {
		allowed(value > 0 && value <= max, name, value, "a number above 0 and at most " + NumberText.of(max));
	}

	static void time(String name, Duration value, Duration min, Duration max) {
		allowed(value.compareTo(min) >= 0 && value.compareTo(max) <= 0, name, value,
				"a time from " + DurationText.exact(min) + " to " + DurationText.exact(max));
	}

	private static void allowed(boolean allowed, String name, Object value, String what) {
		if (!allowed) {
			throw new IllegalArgumentException(name + " was " + text(value) + ", allowed is " + what);
		}
	}

	/** A refused value is shown as it was, not rounded into the allowed range. */
	private static String text(Object value) {
		if (value instanceof Duration time) {
			return DurationText.exact(time);
		}
		return (value instanceof Double number) ? NumberText.exact(number) : String.valueOf(value);
	}

}
