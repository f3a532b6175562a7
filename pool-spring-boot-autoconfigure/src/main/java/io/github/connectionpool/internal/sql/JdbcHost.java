package io.github.connectionpool.internal.sql;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A host of a JDBC URL. Immutable.
 *
 * @param name name or address, without brackets; empty if the URL leaves it to the driver
 * @param port the port, null if the URL leaves it to the driver
 */
public record JdbcHost(String name, @Nullable Integer port) {

	private static final Pattern PLAIN = Pattern.compile("(?:[a-z0-9._-]+|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?",
			Pattern.CASE_INSENSITIVE);

	/** Null if it is malformed; an empty text is a host without a name. */
	static @Nullable JdbcHost of(String text) {
		if (!text.isEmpty() && !isPlain(text)) {
			return null;
		}
		int bracket = text.lastIndexOf(']');
		int colon = text.indexOf(':', bracket + 1);
		String name = (colon >= 0) ? text.substring(0, colon) : text;
		return new JdbcHost((bracket >= 0) ? name.substring(1, bracket) : name,
				(colon >= 0) ? Integer.valueOf(text.substring(colon + 1)) : null);
	}

	/** Whether a text is nothing but a host and perhaps a port. */
	static boolean isPlain(String text) {
		return PLAIN.matcher(text).matches();
	}

}
