package io.github.connectionpool.checks.house;

import java.util.List;
import java.util.Locale;

/**
 * A line of the table.
 *
 * @param key a short name
 * @param subject the counted thing
 * @param today the number today
 * @param target the largest number accepted
 * @param places the places that were counted, if they are few enough to be named
 */
record Row(String key, String subject, double today, double target, List<String> places) {

	static Row count(String key, String subject, List<String> places, double target) {
		return new Row(key, subject, places.size(), target, places);
	}

	static Row number(String key, String subject, double today, double target) {
		return new Row(key, subject, today, target, List.of());
	}

	boolean isReached() {
		return this.today <= this.target;
	}

	@Override
	public String toString() {
		return "| %-66s | %7s | %7s | %-3s |".formatted(this.subject, text(this.today), text(this.target),
				isReached() ? "yes" : "no");
	}

	private static String text(double number) {
		return (number == Math.rint(number)) ? String.valueOf((long) number)
				: String.format(Locale.ROOT, "%.1f", number);
	}

}
