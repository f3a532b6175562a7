package io.github.connectionpool.internal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.sql.SqlToken.Kind;

/**
 * Takes SQL text apart as PostgreSQL does: comments, which nest, vanish; literals in
 * quotes and in dollars become one token each. Reads any text, valid or not, once from
 * its beginning to its end. Not thread-safe.
 */
public final class SqlScanner {

	/** What is longer is no value that anybody looks for. */
	private static final int LONGEST_VALUE = 64;

	private final String sql;

	private final int end;

	private int at;

	/**
	 * Begin at the beginning.
	 * @param sql any text
	 * @param end where to stop
	 */
	public SqlScanner(String sql, int end) {
		this.sql = sql;
		this.end = end;
	}

	/**
	 * The next statement, up to a semicolon that is not in parentheses.
	 * @return its tokens, none if it is empty; null after the last one
	 */
	public @Nullable List<SqlToken> statement() {
		if (this.at >= this.end) {
			return null;
		}
		List<SqlToken> tokens = new ArrayList<>();
		int depth = 0;
		while (this.at < this.end) {
			char c = this.sql.charAt(this.at);
			if (c == ';' && depth <= 0) {
				this.at++;
				break;
			}
			depth += (c == '(') ? 1 : (c == ')') ? -1 : 0;
			token(c, tokens);
		}
		return tokens;
	}

	private void token(char c, List<SqlToken> tokens) {
		if (c <= ' ') {
			this.at++;
		}
		else if (startsWith("--")) {
			lineComment();
		}
		else if (startsWith("/*")) {
			blockComment();
		}
		else if (c == '\'') {
			tokens.add(quoted(Kind.LITERAL, false));
		}
		else if (c == '"') {
			tokens.add(quoted(Kind.NAME, false));
		}
		else if (c == '$') {
			dollar(tokens);
		}
		else if (isDigit(c)) {
			skipWord();
			tokens.add(new SqlToken(Kind.NUMBER, "0"));
		}
		else if (isWordPart(c)) {
			word(c, tokens);
		}
		else {
			this.at++;
			tokens.add(new SqlToken(Kind.OTHER, String.valueOf(c)));
		}
	}

	private void word(char first, List<SqlToken> tokens) {
		int start = this.at;
		skipWord();
		if (this.at == start + 1 && (first == 'e' || first == 'E') && startsWith("'")) {
			tokens.add(quoted(Kind.LITERAL, true));
		}
		else {
			tokens.add(new SqlToken(Kind.WORD, this.sql.substring(start, this.at).toLowerCase(Locale.ROOT)));
		}
	}

	private SqlToken quoted(Kind kind, boolean escapes) {
		char quote = this.sql.charAt(this.at++);
		int start = this.at;
		while (this.at < this.end) {
			char c = this.sql.charAt(this.at++);
			if (c == '\\' && escapes) {
				this.at++;
			}
			else if (c == quote) {
				if (this.at >= this.end || this.sql.charAt(this.at) != quote) {
					return new SqlToken(kind, value(start, this.at - 1));
				}
				this.at++;
			}
		}
		this.at = this.end;
		return new SqlToken(kind, "");
	}

	private String value(int start, int end) {
		return (end - start <= LONGEST_VALUE) ? this.sql.substring(start, end) : "";
	}

	/** {@code $1}, which is a parameter, or {@code $tag$...$tag$}. */
	private void dollar(List<SqlToken> tokens) {
		int start = this.at++;
		int tagEnd = this.at;
		while (tagEnd < this.end && isWordPart(this.sql.charAt(tagEnd)) && this.sql.charAt(tagEnd) != '$') {
			tagEnd++;
		}
		if (tagEnd >= this.end || this.sql.charAt(tagEnd) != '$'
				|| (tagEnd > this.at && isDigit(this.sql.charAt(this.at)))) {
			tokens.add(new SqlToken(Kind.OTHER, "$"));
			return;
		}
		String tag = this.sql.substring(start, tagEnd + 1);
		int close = this.sql.indexOf(tag, tagEnd + 1);
		if (close < 0 || close + tag.length() > this.end) {
			this.at = this.end;
			tokens.add(new SqlToken(Kind.LITERAL, ""));
			return;
		}
		this.at = close + tag.length();
		tokens.add(new SqlToken(Kind.LITERAL, value(tagEnd + 1, close)));
	}

	private void lineComment() {
		while (this.at < this.end && this.sql.charAt(this.at) != '\n' && this.sql.charAt(this.at) != '\r') {
			this.at++;
		}
	}

	private void blockComment() {
		this.at += 2;
		for (int depth = 1; depth > 0 && this.at < this.end;) {
			boolean opens = startsWith("/*");
			boolean closes = startsWith("*/");
			depth += opens ? 1 : closes ? -1 : 0;
			this.at += (opens || closes) ? 2 : 1;
		}
	}

	private void skipWord() {
		while (this.at < this.end && isWordPart(this.sql.charAt(this.at))) {
			this.at++;
		}
	}

	private boolean startsWith(String prefix) {
		return this.at + prefix.length() <= this.end && this.sql.startsWith(prefix, this.at);
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	private static boolean isWordPart(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c == '$' || c >= 0x80;
	}

}
