package io.github.connectionpool.sizing;

import org.jspecify.annotations.Nullable;

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

}
