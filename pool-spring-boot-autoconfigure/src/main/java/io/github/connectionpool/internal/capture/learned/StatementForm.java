package io.github.connectionpool.internal.capture.learned;

/**
 * The form of a statement: a number that does not depend on its literals, on the length
 * of its lists or on blanks. Reads the beginning and the end of a text, so that the work
 * is bounded. Cheap rather than exact: two statements with one form share their likely
 * lines. Pure functions, without allocation.
 */
final class StatementForm {

	/** How many characters are read at either end. */
	static final int END = 256;

	/** The form of no statement at all. */
	static final long NONE = 1;

	private static final char LITERAL = '?';

	private StatementForm() {
	}

	static long of(String sql) {
		int length = sql.length();
		int gap = (length > 2 * END) ? END : length;
		long hash = 7;
		char last = ' ';
		boolean comma = false;
		int i = 0;
		while (i < length) {
			if (i >= gap && i < length - END) {
				i = length - END;
			}
			int end = (i < gap) ? gap : length;
			char c = sql.charAt(i);
			boolean quote = c == '\'';
			boolean number = isDigit(c) && (i == 0 || !isNamePart(sql.charAt(i - 1)));
			char token = (quote || number) ? LITERAL : c;
			i = quote ? endOfQuoted(sql, i + 1, end) : number ? endOfNumber(sql, i + 1, end) : i + 1;
			if (c <= ' ') {
				continue;
			}
			if (last == LITERAL && token == LITERAL) {
				// of a list, and of a literal with quotes in it, the first counts
				comma = false;
			}
			else if (last == LITERAL && token == ',') {
				comma = true;
			}
			else {
				hash = (comma ? hash * 31 + ',' : hash) * 31 + token;
				comma = false;
				last = token;
			}
		}
		return Mix.of(hash);
	}

	/** Not {@code indexOf}, which would read on to the end of a huge text. */
	private static int endOfQuoted(String sql, int from, int to) {
		int i = from;
		while (i < to && sql.charAt(i) != '\'') {
			i++;
		}
		return Math.min(to, i + 1);
	}

	private static int endOfNumber(String sql, int from, int to) {
		int i = from;
		while (i < to && (isNamePart(sql.charAt(i)) || sql.charAt(i) == '.')) {
			i++;
		}
		return i;
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	/** Whether a digit after it belongs to a name, as in {@code t1}. */
	private static boolean isNamePart(char c) {
		return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
	}

}
