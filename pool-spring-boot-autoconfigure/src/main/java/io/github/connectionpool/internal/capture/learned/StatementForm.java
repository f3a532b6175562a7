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
		boolean whole = sql.length() <= 2 * END;
		int end = whole ? sql.length() : END;
		long hash = 7;
		char last = ' ';
		boolean comma = false;
		int i = 0;
		while (i < end) {
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
		return Mix.of(whole ? hash : withEnding(hash, last == LITERAL, sql));
	}

	/**
	 * Add the end of a long text, as if it were read on. Reads backwards, since only at
	 * the end it is known that no literal is open.
	 */
	private static long withEnding(long beginning, boolean afterLiteral, String sql) {
		int begin = sql.length() - END;
		long hash = 0;
		long power = 1;
		long beginningToLiteral = 0;
		char last = ' ';
		boolean comma = false;
		int i = sql.length() - 1;
		while (i >= begin) {
			char c = sql.charAt(i);
			boolean name = isNamePart(c);
			int first = (c == '\'') ? beginOfQuoted(sql, i, begin) : name ? beginOfName(sql, i, begin) : i;
			boolean literal = c == '\'' || (name && isDigit(sql.charAt(first)));
			if (literal && last == LITERAL) {
				comma = false;
			}
			else if (c == ',' && last == LITERAL) {
				comma = true;
			}
			else if (c > ' ') {
				hash = comma ? hash + ',' * power : hash;
				power = comma ? power * 31 : power;
				comma = false;
				last = literal ? LITERAL : c;
				beginningToLiteral = beginning * power + hash;
				for (int k = i; k >= (literal ? i : first); k--) {
					hash += (literal ? LITERAL : sql.charAt(k)) * power;
					power *= 31;
				}
			}
			i = first - 1;
		}
		// a list goes on from the beginning to the end
		return (afterLiteral && last == LITERAL) ? beginningToLiteral : beginning * power + hash;
	}

	/** Not {@code indexOf}, which would read on to the end of a huge text. */
	private static int endOfQuoted(String sql, int from, int to) {
		int i = from;
		while (i < to && sql.charAt(i) != '\'') {
			i++;
		}
		return Math.min(to, i + 1);
	}

	private static int beginOfQuoted(String sql, int from, int to) {
		int i = from - 1;
		while (i > to && sql.charAt(i) != '\'') {
			i--;
		}
		return Math.max(to, i);
	}

	/**
	 * The first character of a name or number. It is looked for beyond the part that is
	 * read, so that one that is cut counts as a whole.
	 */
	private static int beginOfName(String sql, int from, int to) {
		int first = from;
		while (first > to - END && (isNamePart(sql.charAt(first - 1)) || sql.charAt(first - 1) == '.')) {
			first--;
		}
		while (sql.charAt(first) == '.') {
			first++;
		}
		return first;
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
