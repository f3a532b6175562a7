package io.github.connectionpool.pgbouncer;

import java.util.regex.Pattern;

/**
 * Writes names and values so that PgBouncer reads them as they are, each in its line.
 */
final class IniText {

	private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_.-]+");

	private static final int FIRST_PRINTABLE = 0x20;

	private IniText() {
	}

	/**
	 * Refuses what no file can hold.
	 * @throws IllegalArgumentException if the value is empty or too long or has a control
	 * character or a line separator
	 */
	static void check(String name, String value, int longest) {
		if (value.isBlank() || value.length() > longest) {
			throw new IllegalArgumentException(
					"'" + name + "' must have from 1 to " + longest + " characters, but has " + value.length());
		}
		if (!isOneLine(value)) {
			throw new IllegalArgumentException("'" + name + "' must not have control characters");
		}
	}

	static boolean isOneLine(String value) {
		return value.codePoints()
			.noneMatch((c) -> c < FIRST_PRINTABLE || Character.isISOControl(c)
					|| Character.getType(c) == Character.LINE_SEPARATOR
					|| Character.getType(c) == Character.PARAGRAPH_SEPARATOR
					|| Character.getType(c) == Character.SURROGATE);
	}

	/** A database as the key of its line. */
	static String key(String name) {
		return PLAIN_NAME.matcher(name).matches() ? name : "\"" + name.replace("\"", "\"\"") + "\"";
	}

	/** A value in a connection string. */
	static String connectionValue(String value) {
		return PLAIN_NAME.matcher(value).matches() ? value : "'" + value.replace("'", "''") + "'";
	}

}
