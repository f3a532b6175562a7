package io.github.connectionpool.internal.sql;

import org.jspecify.annotations.Nullable;

/**
 * How a database server reads literals and comments.
 */
public enum SqlDialect {

	/** Dollar quotes, {@code E'...'}, comments in comments. */
	POSTGRESQL,

	/** MySQL and MariaDB: literals in double quotes, {@code #} comments. */
	MYSQL,

	/** H2, HSQLDB, Derby, Oracle, Db2: a backslash means nothing. */
	STANDARD,

	/** Any other product: it may be any of the above, or none. */
	UNKNOWN;

	private static final int LONGEST_NAME = 256;

	/**
	 * The dialect of the product that a URL names.
	 * @param jdbcUrl the URL, null if it is not known
	 * @return the dialect, {@code UNKNOWN} if there is no URL
	 */
	public static SqlDialect of(@Nullable String jdbcUrl) {
		return switch (JdbcUrl.of(jdbcUrl).product()) {
			case POSTGRESQL -> POSTGRESQL;
			case MYSQL, MARIADB -> MYSQL;
			case H2, HSQLDB, DERBY, ORACLE, DB2 -> STANDARD;
			default -> UNKNOWN;
		};
	}

	/** Whether a name or a literal may start with the character. */
	boolean quotesWith(char quote) {
		return switch (quote) {
			case '`' -> this != POSTGRESQL;
			case '$' -> this == POSTGRESQL;
			default -> true;
		};
	}

	/** Whether the quote encloses a name, not a literal. */
	boolean quotesNamesWith(char quote) {
		return quote == '`' || (quote == '"' && (this == POSTGRESQL || this == STANDARD));
	}

	/** Whether a comment that ends with its line starts at the index. */
	boolean startsLineComment(String sql, int index) {
		if (!sql.startsWith("--", index)) {
			return this == MYSQL && sql.charAt(index) == '#';
		}
		boolean spaced = index + 2 == sql.length() || sql.charAt(index + 2) <= ' ' || sql.charAt(index + 2) == 0x7f;
		return spaced || this == POSTGRESQL || this == STANDARD;
	}

	/**
	 * Whether a literal, comment or quoted name starts at the index, the start of a
	 * token, for some servers of this dialect and not for others.
	 */
	boolean isDoubtful(String sql, int index) {
		boolean exact = this == POSTGRESQL || this == MYSQL;
		return switch (sql.charAt(index)) {
			case '\0' -> true;
			case '[' -> this != POSTGRESQL && !isPlain(sql, index, ']');
			case '{' -> this == UNKNOWN && !isPlain(sql, index, '}');
			case '`' -> !exact && !isPlain(sql, index, '`');
			case '-' -> this == UNKNOWN && sql.startsWith("--", index) && !startsLineComment(sql, index);
			case '#' -> this == UNKNOWN;
			case '/' -> (!exact && sql.startsWith("//", index)) || isExecutable(sql, index);
			case '$' -> !exact && !isDigit(sql, index + 1);
			case '\'' -> this == UNKNOWN && sql.startsWith("'''", index);
			case '"' -> this == UNKNOWN && sql.startsWith("\"\"\"", index);
			case 'n', 'N' -> !exact && sql.regionMatches(true, index, "nq'", 0, 3);
			case 'q', 'Q' -> !exact && sql.startsWith("'", index + 1);
			default -> false;
		};
	}

	/**
	 * Whether a possible name is closed soon, without a quote or comment before.
	 */
	private static boolean isPlain(String sql, int open, char close) {
		for (int i = open + 1; i < Math.min(sql.length(), open + LONGEST_NAME); i++) {
			char c = sql.charAt(i);
			if (c == close) {
				return true;
			}
			if ("'\"`#$/".indexOf(c) >= 0 || sql.startsWith("--", i)) {
				return false;
			}
		}
		return false;
	}

	private boolean isExecutable(String sql, int index) {
		return (this == MYSQL || this == UNKNOWN) && (sql.startsWith("/*!", index) || sql.startsWith("/*M!", index));
	}

	static boolean isDigit(String sql, int index) {
		return index < sql.length() && sql.charAt(index) >= '0' && sql.charAt(index) <= '9';
	}

	static boolean isWordPart(String sql, int index) {
		if (index >= sql.length()) {
			return false;
		}
		char c = sql.charAt(index);
		return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c >= 0x80;
	}

}
