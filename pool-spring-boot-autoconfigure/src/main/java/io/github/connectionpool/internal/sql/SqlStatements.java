package io.github.connectionpool.internal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.sql.SqlToken.Kind;

/**
 * The statements in a text of PostgreSQL's SQL, as tokens, without spaces and comments.
 * Not thread-safe.
 */
public final class SqlStatements {

	/** No value that is looked for is longer. */
	private static final int LONGEST_VALUE = 64;

	private final String sql;

	private final SqlLexer lexer;

	/**
	 * Begin at the beginning.
	 * @param sql any text
	 * @param end where to stop
	 */
	public SqlStatements(String sql, int end) {
		this.sql = sql.substring(0, end);
		this.lexer = new SqlLexer(this.sql, SqlDialect.POSTGRESQL);
	}

	/**
	 * The next statement, up to a semicolon that is not in parentheses.
	 * @return its tokens, none if it is empty; null after the last one
	 */
	public @Nullable List<SqlToken> next() {
		if (this.lexer.end() >= this.sql.length()) {
			return null;
		}
		List<SqlToken> tokens = new ArrayList<>();
		int depth = 0;
		while (this.lexer.next()) {
			char c = this.sql.charAt(this.lexer.start());
			if (c == ';' && depth <= 0) {
				break;
			}
			depth += (c == '(') ? 1 : (c == ')') ? -1 : 0;
			token(tokens);
		}
		return tokens;
	}

	private void token(List<SqlToken> tokens) {
		switch (this.lexer.kind()) {
			case WORD -> tokens.add(new SqlToken(Kind.WORD, text().toLowerCase(Locale.ROOT)));
			case PREFIX -> {
				// the one of an escape string means nothing else
				if (!text().equalsIgnoreCase("e")) {
					tokens.add(new SqlToken(Kind.WORD, text().toLowerCase(Locale.ROOT)));
				}
			}
			case NAME -> tokens.add(new SqlToken(Kind.NAME, value()));
			case LITERAL -> tokens.add(new SqlToken(Kind.LITERAL, value()));
			case NUMBER, PARAMETER -> tokens.add(new SqlToken(Kind.NUMBER, "0"));
			case OTHER -> tokens.add(new SqlToken(Kind.OTHER, text()));
			case SPACE, COMMENT -> {
			}
		}
	}

	private String text() {
		return this.sql.substring(this.lexer.start(), this.lexer.end());
	}

	/** Nothing if it is long or never ends. */
	private String value() {
		boolean isShort = this.lexer.contentEnd() - this.lexer.contentStart() <= LONGEST_VALUE;
		return (this.lexer.isClosed() && isShort)
				? this.sql.substring(this.lexer.contentStart(), this.lexer.contentEnd()) : "";
	}

}
