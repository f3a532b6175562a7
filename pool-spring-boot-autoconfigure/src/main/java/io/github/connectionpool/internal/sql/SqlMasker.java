package io.github.connectionpool.internal.sql;

import java.util.Locale;
import java.util.Set;

import io.github.connectionpool.internal.text.Excerpt;
import io.github.connectionpool.internal.text.PlainText;

import static io.github.connectionpool.internal.sql.SqlDialect.POSTGRESQL;
import static io.github.connectionpool.internal.sql.SqlDialect.STANDARD;
import static io.github.connectionpool.internal.sql.SqlDialect.isDigit;
import static io.github.connectionpool.internal.sql.SqlDialect.isWordPart;

/**
 * Shows SQL without its values: every literal becomes {@code ?}, every comment an empty
 * one (tools write values into comments, too), names stay. The text is cut to a length
 * and freed of control characters ({@link Excerpt}).
 * <p>
 * A value is never shown by a guess. Where servers read the same text differently, be it
 * by product or by a setting ({@code sql_mode}, {@code standard_conforming_strings}), one
 * reading takes the inside of a literal for its outside; so nothing is shown from such a
 * place on: a backslash before a quote that may close the literal, a comment in a
 * comment, a letter that may be a space, and what {@link SqlDialect} doubts. What no
 * server reads as a literal is shown: {@code TRUE}, a password that is written like a
 * name.
 * <p>
 * Linear in the length of the text, of which no more is read than {@value #READ_FACTOR}
 * times what may be shown.
 */
public final class SqlMasker {

	static final int DEFAULT_MAX_LENGTH = 4000;

	private static final int READ_FACTOR = 16;

	private static final Set<String> PREFIXES = Set.of("e", "n", "b", "x");

	private final String sql;

	private final SqlDialect dialect;

	private final StringBuilder out = new StringBuilder();

	private int at;

	private int escapeWordEnd = -1;

	private boolean stopped;

	private SqlMasker(String sql, SqlDialect dialect) {
		this.sql = sql;
		this.dialect = dialect;
	}

	/** Masks and limits to the default length. */
	public static String mask(String sql, SqlDialect dialect) {
		return mask(sql, dialect, DEFAULT_MAX_LENGTH);
	}

	/**
	 * Masks and limits text, which need not be valid SQL.
	 * @param maxLength how many characters are shown, at least 1; the remark that there
	 * are more comes on top
	 */
	public static String mask(String sql, SqlDialect dialect, int maxLength) {
		if (maxLength < 1) {
			throw new IllegalArgumentException("maxLength must be at least 1, was " + maxLength);
		}
		int readable = PlainText.cutAt(sql, (int) Math.min(sql.length(), (long) READ_FACTOR * maxLength));
		SqlMasker masker = new SqlMasker(sql.substring(0, readable), dialect);
		while (!masker.stopped && masker.at < readable && masker.out.length() < maxLength) {
			masker.token(masker.sql.charAt(masker.at));
		}
		return Excerpt.of(masker.out, maxLength, sql.length() - masker.at);
	}

	/** The same limits for text whose values may be shown. */
	public static String limit(String text) {
		return Excerpt.of(text, DEFAULT_MAX_LENGTH, 0);
	}

	private void token(char c) {
		if (this.dialect.isDoubtful(this.sql, this.at)) {
			stop();
		}
		else if (this.dialect.startsLineComment(this.sql, this.at)) {
			lineComment();
		}
		else if (this.sql.startsWith("/*", this.at)) {
			blockComment();
		}
		else if (c == '\'' || c == '"' || (c == '`' && this.dialect != POSTGRESQL)) {
			quoted(c, false);
		}
		else if (c == '$' && this.dialect == POSTGRESQL) {
			dollar();
		}
		else if (isDigit(this.sql, this.at) || (c == '.' && isDigit(this.sql, this.at + 1))) {
			number();
		}
		else if (isWordPart(this.sql, this.at) && c != '$') {
			word();
		}
		else {
			keep(this.at + 1);
		}
	}

	private void quoted(char quote, boolean escapes) {
		boolean name = this.dialect.quotesNamesWith(quote);
		boolean backslash = false;
		for (int i = this.at + 1; i < this.sql.length(); i++) {
			char c = this.sql.charAt(i);
			if (c == quote && !(backslash && escapes)) {
				if (backslash && !name && this.dialect != STANDARD && !isEscapeClause()) {
					stop();
					return;
				}
				if (i + 1 == this.sql.length() || this.sql.charAt(i + 1) != quote) {
					show(i + 1, name ? this.sql.substring(this.at, i + 1) : "?");
					return;
				}
				i++;
			}
			backslash = c == '\\' && !backslash;
		}
		mask(this.sql.length());
	}

	/** Whether this is {@code escape '\'}: only one character can follow that word. */
	private boolean isEscapeClause() {
		return this.escapeWordEnd >= 0 && this.sql.substring(this.escapeWordEnd, this.at).isBlank()
				&& this.sql.startsWith("'\\'", this.at) && !this.sql.startsWith("'", this.at + 3);
	}

	private void word() {
		int end = this.at;
		for (; isWordPart(this.sql, end); end++) {
			char c = this.sql.charAt(end);
			if (c >= 0x80 && !Character.isLetter(c)) {
				stop();
				return;
			}
		}
		String word = this.sql.substring(this.at, end).toLowerCase(Locale.ROOT);
		boolean prefix = PREFIXES.contains(word) && this.sql.startsWith("'", end);
		show(end, prefix ? "" : this.sql.substring(this.at, end));
		this.escapeWordEnd = word.equals("escape") ? end : -1;
		if (prefix && word.equals("e") && this.dialect == POSTGRESQL) {
			escapeLiteral();
		}
	}

	/** {@code E'...'}, which may go on in quotes without the E after a line end. */
	private void escapeLiteral() {
		quoted('\'', true);
		int next = this.at;
		while (next < this.sql.length() && this.sql.charAt(next) <= ' ') {
			next++;
		}
		if (this.sql.startsWith("'", next) || this.sql.startsWith("--", next)) {
			stop();
		}
	}

	private void number() {
		int end = this.at + 1;
		while (isNumberPart(end)) {
			end++;
		}
		if (end < this.sql.length() && "'\"`$".indexOf(this.sql.charAt(end)) >= 0) {
			stop();
		}
		else {
			mask(end);
		}
	}

	private boolean isNumberPart(int index) {
		char c = (index < this.sql.length()) ? this.sql.charAt(index) : ' ';
		boolean exponent = "eE".indexOf(this.sql.charAt(index - 1)) >= 0 && isDigit(this.sql, index + 1);
		return (c == '+' || c == '-') ? exponent : c == '.' || (c != '$' && isWordPart(this.sql, index));
	}

	/** {@code $1}, which is a parameter, or {@code $tag$...$tag$}. */
	private void dollar() {
		int end = this.at + 1;
		while (isWordPart(this.sql, end) && this.sql.charAt(end) != '$') {
			end++;
		}
		if (isDigit(this.sql, this.at + 1) || !this.sql.startsWith("$", end)) {
			keep(end);
			return;
		}
		String tag = this.sql.substring(this.at, end + 1);
		int close = this.sql.indexOf(tag, end + 1);
		mask((close < 0) ? this.sql.length() : close + tag.length());
	}

	private void lineComment() {
		int lineEnd = this.sql.indexOf('\n', this.at);
		int end = (lineEnd < 0) ? this.sql.length() : lineEnd;
		int last = (this.sql.charAt(end - 1) == '\r') ? end - 1 : end;
		comment(end, this.sql.substring(this.at, last).chars().anyMatch((c) -> c == '\r' || c == '\\' || c == '\0'));
	}

	private void blockComment() {
		int end = this.at + 2;
		boolean nested = false;
		for (int depth = 1; depth > 0 && end < this.sql.length();) {
			boolean opens = this.sql.startsWith("/*", end);
			boolean closes = this.sql.startsWith("*/", end);
			depth += opens ? 1 : closes ? -1 : 0;
			end += (opens || closes) ? 2 : 1;
			nested |= opens;
		}
		comment(end, nested && this.dialect != POSTGRESQL);
	}

	private void comment(int end, boolean doubtful) {
		if (doubtful) {
			stop();
		}
		else {
			show(end, "/*…*/");
		}
	}

	private void keep(int end) {
		show(end, this.sql.substring(this.at, end));
	}

	private void mask(int end) {
		boolean masked = !this.out.isEmpty() && this.out.charAt(this.out.length() - 1) == '?';
		show(end, masked ? "" : "?");
	}

	private void show(int end, String text) {
		this.out.append(text);
		this.at = end;
	}

	/** Shows nothing from here on. */
	private void stop() {
		mask(this.at);
		this.stopped = true;
	}

}
