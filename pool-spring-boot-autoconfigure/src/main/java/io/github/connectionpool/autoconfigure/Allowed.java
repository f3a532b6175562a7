package io.github.connectionpool.autoconfigure;

import java.time.Duration;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * Refuses property values that make no sense.
 */
final class Allowed {

	private static final Pattern PACKAGE_NAME = Pattern
		.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"
				+ "(\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)*");

	private Allowed() {
	}

	static void share(String property, double value) {
		if (!(value >= 0 && value <= 1)) {
			throw new InvalidPropertyException(property, value, "a number from 0 to 1");
		}
	}

	static void between(String property, @Nullable Integer value, int min, int max) {
		if (value != null && (value < min || value > max)) {
			throw new InvalidPropertyException(property, value, "a whole number from " + min + " to " + max);
		}
	}

	static void between(String property, Duration value, Duration min, Duration max) {
		if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
			throw new InvalidPropertyException(property, text(value),
					"a duration from " + text(min) + " to " + text(max));
		}
	}

	static void packageName(String property, String value) {
		if (!PACKAGE_NAME.matcher(value).matches()) {
			throw new InvalidPropertyException(property, value, "names of packages, as com.example.shop");
		}
	}

	private static String text(Duration value) {
		return DurationStyle.SIMPLE.print(value);
	}

}
