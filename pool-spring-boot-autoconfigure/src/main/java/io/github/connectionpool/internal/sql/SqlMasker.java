package io.github.connectionpool.internal.sql;

import java.util.Locale;

import io.github.connectionpool.internal.text.Excerpt;
import io.github.connectionpool.internal.text.PlainText;

/**
 * Shows SQL without its values. Every literal becomes {@code ?}, every comment becomes an
 * empty one, since tools write values into comments; names stay. The text is cut to a
 * length and freed of control characters ({@link Excerpt}).
 * <p>
 * A value is never shown by a guess: from the first token in doubt ({@link SqlLexer}) on,
 * nothing is shown. Text that no server reads as a literal is shown: {@code TRUE}, a
 * password that is written like a name.
 * <p>
 * Linear in the length of the text, of which at most {@value #READ_FACTOR} times the
 * shown length is read.
 */
public final class SqlMasker {

	static final int DEFAULT_MAX_LENGTH = 4000;

	private static final int READ_FACTOR = 16;

	private static final String ESCAPE = "escape";

	private final String sql;

	private final SqlLexer lexer;

	private final StringBuilder out = new StringBuilder();

	/** Where the word {@code escape} has ended, -1 if another word came last. */
	private int escapeWordEnd = -1;

	private SqlMasker(String sql, SqlDialect dialect) {
		this.sql = sql;
		this.lexer = new SqlLexer(sql, dialect);
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
		int read = masker.read(maxLength);
		return Excerpt.of(masker.out, maxLength, sql.length() - read);
	}

	/** The same limits for text whose values may be shown. */
	public static String limit(String text) {
		return Excerpt.of(text, DEFAULT_MAX_LENGTH, 0);
	}

	/** Reads until there is enough to show or doubt; returns the index after it. */
	private int read(int maxLength) {
		while (this.out.length() < maxLength && this.lexer.next()) {
			if (this.lexer.isDoubtful() && !isEscapeClause()) {
				mask();
				return this.lexer.start();
			}
			token();
			if (this.lexer.isDoubtfulAfter()) {
				mask();
				return this.lexer.end();
			}
		}
		return this.lexer.end();
	}

	private void token() {
		switch (this.lexer.kind()) {
			case NUMBER -> mask();
			case LITERAL -> literal();
			case COMMENT -> this.out.append("/*…*/");
			case PREFIX -> this.escapeWordEnd = -1;
			case WORD -> {
				keep();
				this.escapeWordEnd = isEscapeWord() ? this.lexer.end() : -1;
			}
			case NAME -> {
				if (this.lexer.isClosed()) {
					keep();
				}
				else {
					mask();
				}
			}
			default -> keep();
		}
	}

	private void literal() {
		boolean dollar = this.sql.charAt(this.lexer.start()) == '$';
		if (dollar || !this.lexer.isClosed()) {
			mask();
		}
		else {
			this.out.append('?');
		}
	}

	private boolean isEscapeWord() {
		return this.lexer.end() - this.lexer.start() == ESCAPE.length()
				&& this.sql.substring(this.lexer.start(), this.lexer.end()).toLowerCase(Locale.ROOT).equals(ESCAPE);
	}

	/** Whether this is {@code escape '\'}: only one character can follow that word. */
	private boolean isEscapeClause() {
		int start = this.lexer.start();
		return this.escapeWordEnd >= 0 && this.lexer.end() == start + 3 && this.sql.startsWith("'\\'", start)
				&& this.sql.substring(this.escapeWordEnd, start).isBlank();
	}

	private void keep() {
		this.out.append(this.sql, this.lexer.start(), this.lexer.end());
	}

	/** Shows one question mark for all that is masked in a row. */
	private void mask() {
		if (this.out.isEmpty() || this.out.charAt(this.out.length() - 1) != '?') {
			this.out.append('?');
		}
	}

}
