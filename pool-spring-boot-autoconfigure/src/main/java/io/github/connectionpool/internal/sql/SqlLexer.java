package io.github.connectionpool.internal.sql;

/**
 * Takes SQL text apart as the servers of a dialect do. Reads any text, valid or not, once
 * from its beginning to its end, in a time that grows with its length. Not thread-safe.
 * <p>
 * Servers of one dialect may read a text differently, by product or by a setting
 * ({@code sql_mode}, {@code standard_conforming_strings}). One reading then takes the
 * inside of a literal for its outside. A token that holds such a place is in doubt. These
 * are a backslash before a quote, a comment in a comment, a letter that may be a space,
 * and {@link SqlDialect#isDoubtful others}. The token ends where the standard ends it.
 */
final class SqlLexer {

	/** The kinds of tokens. */
	enum Kind {

		/** A keyword or a name without quotes. */
		WORD,

		/** One letter that belongs to the literal that follows. */
		PREFIX,

		/** A name in quotes. */
		NAME,

		/** A literal in quotes, of whatever kind. */
		LITERAL,

		/** A number, with its point, exponent and letters. */
		NUMBER,

		/** A parameter, as {@code $1}. */
		PARAMETER,

		/** A comment. */
		COMMENT,

		/** Spaces and line ends. */
		SPACE,

		/** Any other character. */
		OTHER

	}

	private final String sql;

	private final SqlDialect dialect;

	private Kind kind = Kind.SPACE;

	private int start;

	private int end;

	private int contentStart;

	private int contentEnd;

	private boolean closed;

	private boolean doubtful;

	private boolean doubtfulAfter;

	/** Whether a backslash escapes in the literal that comes next. */
	private boolean escapes;

	/**
	 * Begins at the beginning.
	 * @param sql any text
	 * @param dialect the dialect
	 */
	SqlLexer(String sql, SqlDialect dialect) {
		this.sql = sql;
		this.dialect = dialect;
	}

	/** Goes on to the next token; whether there is one. */
	boolean next() {
		if (this.end >= this.sql.length()) {
			return false;
		}
		this.start = this.end;
		this.doubtful = this.dialect.isDoubtful(this.sql, this.start);
		this.doubtfulAfter = false;
		token(this.sql.charAt(this.start));
		return true;
	}

	Kind kind() {
		return this.kind;
	}

	/** The index of the token's first character. */
	int start() {
		return this.start;
	}

	/** The index after the token. */
	int end() {
		return this.end;
	}

	/** The index after the opening quote, of a name or a literal. */
	int contentStart() {
		return this.contentStart;
	}

	/** The index of the closing quote, of a name or a literal. */
	int contentEnd() {
		return this.contentEnd;
	}

	/** Whether a name or a literal has a closing quote. */
	boolean isClosed() {
		return this.closed;
	}

	/** Whether servers of the dialect may read another token here. */
	boolean isDoubtful() {
		return this.doubtful;
	}

	/** Whether servers of the dialect agree on this token, but not on the next one. */
	boolean isDoubtfulAfter() {
		return this.doubtfulAfter;
	}

	private void token(char c) {
		switch (c) {
			case '-', '#' -> {
				if (this.dialect.startsLineComment(this.sql, this.start)) {
					lineComment();
				}
				else {
					one(Kind.OTHER);
				}
			}
			case '/' -> {
				if (this.sql.startsWith("/*", this.start)) {
					blockComment();
				}
				else {
					one(Kind.OTHER);
				}
			}
			case '\'', '"', '`' -> {
				if (this.dialect.quotesWith(c)) {
					quoted(c);
				}
				else {
					one(Kind.OTHER);
				}
			}
			case '$' -> {
				if (this.dialect.quotesWith(c)) {
					dollar();
				}
				else {
					one(Kind.OTHER);
				}
			}
			case '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
				if (c != '.' || isDigit(this.start + 1)) {
					number();
				}
				else {
					one(Kind.OTHER);
				}
			}
			default -> {
				if (isWordPart(this.start)) {
					word();
				}
				else if (c <= ' ') {
					space();
				}
				else {
					one(Kind.OTHER);
				}
			}
		}
	}

	private void one(Kind kind) {
		token(kind, this.start + 1);
	}

	private void token(Kind kind, int end) {
		this.kind = kind;
		this.end = end;
	}

	private void space() {
		token(Kind.SPACE, SqlGap.afterSpace(this.sql, this.start));
	}

	private void word() {
		int end = this.start;
		for (; isWordPart(end); end++) {
			char c = this.sql.charAt(end);
			this.doubtful |= c >= 0x80 && !Character.isLetter(c);
		}
		char first = this.sql.charAt(this.start);
		boolean prefix = end == this.start + 1 && "eEnNbBxX".indexOf(first) >= 0 && this.sql.startsWith("'", end);
		this.escapes = prefix && (first == 'e' || first == 'E') && this.dialect == SqlDialect.POSTGRESQL;
		token(prefix ? Kind.PREFIX : Kind.WORD, end);
	}

	private void quoted(char quote) {
		boolean name = this.dialect.quotesNamesWith(quote);
		boolean escapes = this.escapes;
		this.escapes = false;
		int close = close(quote, escapes, !name && this.dialect != SqlDialect.STANDARD);
		content(name ? Kind.NAME : Kind.LITERAL, this.start + 1, close, 1);
		this.doubtfulAfter = escapes && goesOn();
	}

	/** The index of the closing quote, -1 if there is none. */
	private int close(char quote, boolean escapes, boolean mayEscape) {
		boolean backslash = false;
		for (int i = this.start + 1; i < this.sql.length(); i++) {
			char c = this.sql.charAt(i);
			if (c == quote && !(backslash && escapes)) {
				this.doubtful |= backslash && mayEscape;
				if (i + 1 == this.sql.length() || this.sql.charAt(i + 1) != quote) {
					return i;
				}
				i++;
			}
			backslash = c == '\\' && !backslash;
		}
		return -1;
	}

	/** An {@code E'...'} may go on in quotes without the E after a line end. */
	private boolean goesOn() {
		int next = this.end;
		while (next < this.sql.length() && this.sql.charAt(next) <= ' ') {
			next++;
		}
		return this.sql.startsWith("'", next) || this.sql.startsWith("--", next);
	}

	/** A parameter, as {@code $1}, or {@code $tag$...$tag$}. */
	private void dollar() {
		int end = this.start + 1;
		while (isWordPart(end) && this.sql.charAt(end) != '$') {
			end++;
		}
		if (isDigit(this.start + 1) || !this.sql.startsWith("$", end)) {
			token(Kind.PARAMETER, end);
			return;
		}
		String tag = this.sql.substring(this.start, end + 1);
		content(Kind.LITERAL, end + 1, this.sql.indexOf(tag, end + 1), tag.length());
	}

	private void content(Kind kind, int start, int close, int quoteLength) {
		this.closed = close >= 0;
		this.contentStart = start;
		this.contentEnd = this.closed ? close : this.sql.length();
		token(kind, this.closed ? close + quoteLength : this.sql.length());
	}

	private void number() {
		int end = this.start + 1;
		while (isNumberPart(end)) {
			end++;
		}
		this.doubtful |= end < this.sql.length() && "'\"`$".indexOf(this.sql.charAt(end)) >= 0;
		token(Kind.NUMBER, end);
	}

	private boolean isNumberPart(int index) {
		char c = (index < this.sql.length()) ? this.sql.charAt(index) : ' ';
		if (c == '+' || c == '-') {
			char before = this.sql.charAt(index - 1);
			return (before == 'e' || before == 'E') && isDigit(index + 1);
		}
		return c == '.' || (c != '$' && isWordPart(index));
	}

	/** Some servers end it with a carriage return alone, and go on after a backslash. */
	private void lineComment() {
		int end = SqlGap.afterLineComment(this.sql, this.start);
		for (int i = this.start; i < end && !this.doubtful; i++) {
			char c = this.sql.charAt(i);
			this.doubtful = c == '\\' || c == '\0';
		}
		this.doubtful |= this.sql.charAt(end - 1) == '\r' && end < this.sql.length() && this.sql.charAt(end) != '\n';
		token(Kind.COMMENT, end);
	}

	private void blockComment() {
		int end = SqlGap.afterBlockComment(this.sql, this.start);
		int inner = this.sql.indexOf("/*", this.start + 2);
		boolean nested = inner >= 0 && inner + 2 <= end;
		this.doubtful |= nested && this.dialect != SqlDialect.POSTGRESQL;
		token(Kind.COMMENT, end);
	}

	private boolean isDigit(int index) {
		return SqlDialect.isDigit(this.sql, index);
	}

	private boolean isWordPart(int index) {
		return SqlDialect.isWordPart(this.sql, index);
	}

}
