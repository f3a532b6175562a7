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
		int start = SqlGap.after(sql);
		if (isWord(sql, start, "listen")) {
			return true;
		}
		return listens && !(isWord(sql, start, "unlisten") && sql.indexOf('*', start) >= 0);
	}

	private static boolean isWord(String sql, int start, String word) {
		int end = start + word.length();
		return sql.regionMatches(true, start, word, 0, word.length()) && end < sql.length()
				&& !SqlDialect.isWordPart(sql, end);
	}

}
