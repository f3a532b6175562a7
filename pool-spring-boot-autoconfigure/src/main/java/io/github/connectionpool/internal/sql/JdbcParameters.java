package io.github.connectionpool.internal.sql;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * The parameters in a JDBC URL. Of two with one name the last one counts.
 */
final class JdbcParameters {

	private JdbcParameters() {
	}

	/**
	 * The value of a parameter, null if it has none; malformed parameters are skipped.
	 */
	static @Nullable String value(String parameters, char separator, String name, boolean exact) {
		String value = null;
		for (String parameter : parameters.split(String.valueOf(separator), -1)) {
			int equals = parameter.indexOf('=');
			String given = (equals > 0) ? decoded(parameter.substring(0, equals)) : "";
			if (exact ? given.equals(name) : given.equalsIgnoreCase(name)) {
				value = decoded(parameter.substring(equals + 1));
			}
		}
		return value;
	}

	private static String decoded(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			// the driver refuses it
			return text;
		}
	}

}
