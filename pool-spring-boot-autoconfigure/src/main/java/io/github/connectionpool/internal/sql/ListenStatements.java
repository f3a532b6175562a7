package io.github.connectionpool.internal.sql;

/**
 * Tells from statements whether a connection listens for notifications, as PostgreSQL's
 * do after {@code LISTEN} until {@code UNLISTEN *}.
 */
public final class ListenStatements {

	private ListenStatements() {
	}

	/**
	 * Whether a connection listens after a statement.
	 * @param sql the statement
	 * @param listens whether it has listened before
	 */
	public static boolean isListeningAfter(String sql, boolean listens) {
		int start = start(sql);
		if (isWord(sql, start, "listen")) {
			return true;
		}
		return listens && !(isWord(sql, start, "unlisten") && sql.indexOf('*', start) >= 0);
	}

	/** Where the first word begins, after space and comments. */
	private static int start(String sql) {
		int index = 0;
		while (index < sql.length()) {
			if (sql.charAt(index) <= ' ') {
				index++;
			}
			else if (sql.startsWith("--", index)) {
				index = after(sql, "\n", index);
			}
			else if (sql.startsWith("/*", index)) {
				index = after(sql, "*/", index + 2);
			}
			else {
				break;
			}
		}
		return index;
	}

	private static int after(String sql, String mark, int from) {
		int index = sql.indexOf(mark, from);
		return (index >= 0) ? index + mark.length() : sql.length();
	}

	private static boolean isWord(String sql, int start, String word) {
		int end = start + word.length();
		return sql.regionMatches(true, start, word, 0, word.length()) && end < sql.length()
				&& !Character.isJavaIdentifierPart(sql.charAt(end));
	}

}
