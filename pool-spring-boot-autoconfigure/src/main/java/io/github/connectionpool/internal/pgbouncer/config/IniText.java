package io.github.connectionpool.internal.pgbouncer.config;

import java.util.regex.Pattern;

/**
 * Writes the text of a configuration file, each comment and each value in lines of its
 * own. Not thread-safe.
 */
final class IniText {

	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]+");

	private static final int WIDTH = 100;

	private static final String COMMENT = "; ";

	private final StringBuilder text = new StringBuilder();

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
			throw new IllegalArgumentException("'" + name + "' must not have control characters or line separators");
		}
	}

	static boolean isOneLine(String value) {
		return value.codePoints()
			.noneMatch((c) -> Character.isISOControl(c) || Character.getType(c) == Character.LINE_SEPARATOR
					|| Character.getType(c) == Character.PARAGRAPH_SEPARATOR
					|| Character.getType(c) == Character.SURROGATE);
	}

	/** Whether a name needs no quotes, which PgBouncer 1.18 does not know for keys. */
	static boolean isPlain(String name) {
		return PLAIN.matcher(name).matches();
	}

	/** A value in a connection string. */
	static String connectionValue(String value) {
		return isPlain(value) ? value : "'" + value.replace("'", "''") + "'";
	}

	/** A value in the file of users. */
	static String userValue(String value) {
		return "\"" + value.replace("\"", "\"\"") + "\"";
	}

	IniText section(String name) {
		this.text.append("\n[").append(name).append("]\n");
		return this;
	}

	/** Words in one line, or in as many as it takes. */
	IniText comment(String words) {
		int lineStart = this.text.length();
		this.text.append(COMMENT.strip());
		for (String word : words.split(" ", -1)) {
			if (this.text.length() - lineStart + 1 + word.length() > WIDTH
					&& this.text.length() - lineStart > COMMENT.length()) {
				this.text.append('\n');
				lineStart = this.text.length();
				this.text.append(COMMENT.strip());
			}
			this.text.append(' ').append(word);
		}
		this.text.append('\n');
		return this;
	}

	IniText value(String key, Object value, String comment) {
		this.text.append('\n');
		comment(comment);
		this.text.append(key).append(" = ").append(value).append('\n');
		return this;
	}

	/** A value that is not in force. */
	IniText proposal(String key, Object value, String comment) {
		this.text.append('\n');
		comment(comment);
		this.text.append(';').append(key).append(" = ").append(value).append('\n');
		return this;
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
