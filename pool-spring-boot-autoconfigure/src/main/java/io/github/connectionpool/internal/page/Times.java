package io.github.connectionpool.internal.page;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import io.github.connectionpool.internal.text.DurationText;

/**
 * Writes times for people, in the zone of the JVM, as the log does.
 */
final class Times {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

	private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("zzz", Locale.ROOT);

	private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");

	private Times() {
	}

	/** With the date if it is not the day of the reading. */
	static String of(Instant time, Instant now) {
		ZonedDateTime zoned = zoned(time);
		LocalDate today = zoned(now).toLocalDate();
		return (zoned.toLocalDate().equals(today) ? TIME : DAY).format(zoned);
	}

	static String minute(Instant time) {
		return MINUTE.format(zoned(time));
	}

	static String zone(Instant time) {
		return ZONE.format(zoned(time));
	}

	static String ago(Instant time, Instant now) {
		return DurationText.of(Duration.between(time, now).isNegative() ? Duration.ZERO : Duration.between(time, now))
				+ " ago";
	}

	/** A number of connections on average. */
	static String average(double connections) {
		return String.format(Locale.ROOT, (connections < 0.095) ? "%.2f" : "%.1f", connections);
	}

	private static ZonedDateTime zoned(Instant time) {
		return time.atZone(ZoneId.systemDefault());
	}

}
