package io.github.connectionpool.internal.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * Writes durations for people: {@code 250 ms}, {@code 1.5 s}, {@code 6 min 2 s},
 * {@code 1 h}. Any duration is accepted. Stateless, safe for any thread.
 */
public final class DurationText {

	private static final BigDecimal SECOND = BigDecimal.ONE;

	private static final BigDecimal TEN_SECONDS = BigDecimal.TEN;

	private static final int MINUTE = 60;

	private static final long[] SECONDS_OF_UNIT = { 86_400, 3_600, 60, 1 };

	private static final String[] UNITS = { " d", " h", " min", " s" };

	private DurationText() {
	}

	/**
	 * A measured duration: three digits of milliseconds, a tenth of a second below ten
	 * seconds, whole seconds from there on, and no more than two units.
	 * @param duration the duration
	 * @return the text, {@code 0 s} for none
	 */
	public static String of(Duration duration) {
		if (duration.isNegative()) {
			return "-" + of(negated(duration));
		}
		BigDecimal seconds = rounded(decimal(duration.toSeconds(), duration.toNanosPart()));
		if (seconds.compareTo(BigDecimal.valueOf(MINUTE)) < 0) {
			return belowAMinute(seconds);
		}
		long whole = seconds.longValue();
		int unit = 0;
		while (whole < SECONDS_OF_UNIT[unit]) {
			unit++;
		}
		long next = whole % SECONDS_OF_UNIT[unit] / SECONDS_OF_UNIT[unit + 1];
		return whole / SECONDS_OF_UNIT[unit] + UNITS[unit] + ((next > 0) ? " " + next + UNITS[unit + 1] : "");
	}

	private static BigDecimal rounded(BigDecimal seconds) {
		if (seconds.compareTo(SECOND) < 0) {
			return NumberText.rounded(seconds);
		}
		return seconds.setScale((seconds.compareTo(TEN_SECONDS) < 0) ? 1 : 0, RoundingMode.HALF_UP);
	}

	/**
	 * A duration that is set or given, without rounding.
	 * @param duration the duration
	 * @return the text, {@code 0 s} for none
	 */
	public static String exact(Duration duration) {
		if (duration.isNegative()) {
			return "-" + exact(negated(duration));
		}
		StringBuilder text = new StringBuilder();
		long seconds = duration.toSeconds();
		for (int unit = 0; unit < UNITS.length - 1; unit++) {
			if (seconds >= SECONDS_OF_UNIT[unit]) {
				text.append(seconds / SECONDS_OF_UNIT[unit]).append(UNITS[unit]).append(' ');
				seconds %= SECONDS_OF_UNIT[unit];
			}
		}
		boolean whole = seconds == 0 && duration.toNanosPart() == 0;
		return (whole && !text.isEmpty()) ? text.substring(0, text.length() - 1)
				: text + belowAMinute(decimal(seconds, duration.toNanosPart()));
	}

	/** Less than a minute. */
	private static String belowAMinute(BigDecimal seconds) {
		return (seconds.signum() > 0 && seconds.compareTo(SECOND) < 0)
				? NumberText.plain(seconds.movePointRight(3)) + " ms" : NumberText.plain(seconds) + " s";
	}

	private static BigDecimal decimal(long seconds, int nanos) {
		return BigDecimal.valueOf(seconds).add(BigDecimal.valueOf(nanos, 9));
	}

	private static Duration negated(Duration duration) {
		return (duration.toSeconds() > Long.MIN_VALUE) ? duration.negated() : Duration.ofSeconds(Long.MAX_VALUE);
	}

}
