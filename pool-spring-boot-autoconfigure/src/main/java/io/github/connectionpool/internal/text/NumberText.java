package io.github.connectionpool.internal.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Writes numbers for people: three digits, no exponents. Any number is accepted.
 * Stateless, safe for any thread.
 */
public final class NumberText {

	private static final MathContext THREE_DIGITS = new MathContext(3);

	private static final int MOST_DIGITS = 20;

	private static final int MOST_DECIMALS = 30;

	private NumberText() {
	}

	/**
	 * A measured number, rounded to three digits or to a whole number.
	 * @param value the number
	 * @return the text
	 */
	public static String of(double value) {
		if (!Double.isFinite(value)) {
			return Double.toString(value);
		}
		BigDecimal exact = new BigDecimal(value);
		return plain((Math.abs(value) >= 100) ? exact.setScale(0, RoundingMode.HALF_UP) : rounded(exact));
	}

	/**
	 * A number that was given, without rounding.
	 * @param value the number
	 * @return the text
	 */
	public static String exact(double value) {
		return Double.isFinite(value) ? plain(BigDecimal.valueOf(value)) : Double.toString(value);
	}

	/**
	 * A share in percent.
	 * @param share the share, 1 for all
	 * @return the text, rounded as a measured number
	 */
	public static String percent(double share) {
		return of(100 * share) + " %";
	}

	static BigDecimal rounded(BigDecimal value) {
		return value.round(THREE_DIGITS);
	}

	/** A number like 1e300 would fill a line without an exponent. */
	static String plain(BigDecimal value) {
		if (value.precision() - value.scale() > MOST_DIGITS || value.scale() > MOST_DECIMALS) {
			return rounded(value).toString();
		}
		return (value.signum() == 0) ? "0" : value.stripTrailingZeros().toPlainString();
	}

}
