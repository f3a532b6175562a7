package io.github.connectionpool.internal.sizing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/**
 * Numbers and times as a person reads them: three digits, no exponents.
 */
final class Text {

	private static final MathContext THREE_DIGITS = new MathContext(3);

	private Text() {
	}

	static String value(Object value) {
		if (value instanceof Duration time) {
			return time(time);
		}
		return (value instanceof Double number) ? exact(number) : String.valueOf(value);
	}

	static String number(double value) {
		if (Math.abs(value) >= 100) {
			return Long.toString(Math.round(value));
		}
		return plain(new BigDecimal(value).round(THREE_DIGITS));
	}

	static String percent(double share) {
		return number(100 * share) + " %";
	}

	/** What was refused is shown as it was, not rounded into what is allowed. */
	static String time(Duration time) {
		if (time.abs().compareTo(Duration.ofSeconds(1)) >= 0 || time.isZero()) {
			return plain(seconds(time)) + " s";
		}
		return plain(seconds(time).movePointRight(3)) + " ms";
	}

	static String rounded(Duration time) {
		boolean milliseconds = time.compareTo(Duration.ofSeconds(1)) < 0;
		double value = seconds(time).doubleValue();
		if (time.isZero()) {
			return "0 s";
		}
		if (time.compareTo(Duration.ofDays(1)) > 0) {
			return "more than a day";
		}
		return milliseconds ? number(1000 * value) + " ms" : number(value) + " s";
	}

	private static String exact(double value) {
		return Double.isFinite(value) ? plain(BigDecimal.valueOf(value)) : Double.toString(value);
	}

	private static BigDecimal seconds(Duration time) {
		return BigDecimal.valueOf(time.getSeconds()).add(BigDecimal.valueOf(time.getNano(), 9));
	}

	private static String plain(BigDecimal value) {
		// a number like 1e300 would fill a line
		return (value.precision() - value.scale() > 20 || value.scale() > 30) ? value.toString()
				: (value.signum() == 0) ? "0" : value.stripTrailingZeros().toPlainString();
	}

}
