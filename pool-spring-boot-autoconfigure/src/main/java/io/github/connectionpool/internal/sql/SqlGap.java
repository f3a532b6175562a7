package io.github.connectionpool.internal.sql;

/**
 * Spaces and comments between the tokens of SQL text: where each of them ends.
 */
final class SqlGap {

	private SqlGap() {
	}

	/**
	 * The index of the first character that belongs to neither a space nor a comment, as
	 * PostgreSQL reads the text.
	 */
	static int after(String sql) {
		int index = 0;
		while (index < sql.length()) {
			int end = after(sql, index);
			if (end == index) {
				break;
			}
			index = end;
		}
		return index;
	}

	private static int after(String sql, int index) {
		char c = sql.charAt(index);
		if (c <= ' ') {
			return afterSpace(sql, index);
		}
		if (c == '-' && SqlDialect.POSTGRESQL.startsLineComment(sql, index)) {
			return afterLineComment(sql, index);
		}
		return (c == '/' && sql.startsWith("/*", index)) ? afterBlockComment(sql, index) : index;
	}

	/** The index after the spaces that begin at the index. */
	static int afterSpace(String sql, int start) {
		int end = start + 1;
		while (end < sql.length() && sql.charAt(end) <= ' ' && sql.charAt(end) > '\0') {
			end++;
		}
		return end;
	}

	/** Before a line feed, but after a carriage return. */
	static int afterLineComment(String sql, int start) {
		for (int i = start; i < sql.length(); i++) {
			char c = sql.charAt(i);
			if (c == '\n') {
				return i;
			}
			if (c == '\r') {
				return i + 1;
			}
		}
		return sql.length();
	}

	/** After the end of the outer one, if comments are in the comment. */
	static int afterBlockComment(String sql, int start) {
		int end = start + 2;
		for (int depth = 1; depth > 0 && end < sql.length();) {
			char c = sql.charAt(end);
			boolean opens = c == '/' && sql.startsWith("*", end + 1);
			boolean closes = c == '*' && sql.startsWith("/", end + 1);
			depth += opens ? 1 : closes ? -1 : 0;
			end += (opens || closes) ? 2 : 1;
		}
		return end;
	}

}
