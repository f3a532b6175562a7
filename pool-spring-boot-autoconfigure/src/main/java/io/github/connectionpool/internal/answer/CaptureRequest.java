package io.github.connectionpool.internal.answer;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.text.PlainText;

/**
 * A request to take stacks otherwise for a while. Immutable.
 *
 * @param mode the mode of that while
 * @param period the length of that while
 */
public record CaptureRequest(StackCapture mode, Duration period) {

	private static final Duration USUAL = Duration.ofMinutes(30);

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofHours(24);

	private static final int MAX_ECHO = 100;

	/**
	 * Read the parameters.
	 * @param captureStack a value of {@code connectionpool.capture.stack}
	 * @param period a duration, null for half an hour
	 * @return the request
	 * @throws IllegalArgumentException if one is not allowed, with the allowed values
	 */
	public static CaptureRequest of(@Nullable String captureStack, @Nullable String period) {
		return new CaptureRequest(mode(captureStack), period(period));
	}

	private static StackCapture mode(@Nullable String text) {
		for (StackCapture mode : StackCapture.values()) {
			if (mode.name().equalsIgnoreCase(text)) {
				return mode;
			}
		}
		throw new IllegalArgumentException(
				"captureStack was " + echo(text) + ", allowed is 'always', 'adaptive' or 'never'");
	}

	private static Duration period(@Nullable String text) {
		Duration period = (text != null) ? parse(text) : USUAL;
		if (period == null || period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException(
					"for was " + echo(text) + ", allowed is a duration from 1s to 24h, such as 30m");
		}
		return period;
	}

	private static @Nullable Duration parse(String text) {
		try {
			return DurationStyle.detectAndParse(text.strip());
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			return null;
		}
	}

	private static String echo(@Nullable String text) {
		return (text != null) ? "'" + PlainText.cut(PlainText.of(text), MAX_ECHO) + "'" : "missing";
	}

}
