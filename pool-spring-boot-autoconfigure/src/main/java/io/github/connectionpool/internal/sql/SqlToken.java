package io.github.connectionpool.internal.sql;

/**
 * A piece of SQL text. Immutable.
 *
 * @param kind what it is
 * @param text a word in lower case, the inside of a quoted name, one other character, or
 * the inside of a short literal; empty for a longer literal
 */
public record SqlToken(Kind kind, String text) {

	public enum Kind {

		/** A keyword or a name without quotes. */
		WORD,

		/** A name in quotes. */
		NAME,

		/** A literal in quotes, of whatever kind. */
		LITERAL,

		/** A number or a parameter, as one character. */
		NUMBER,

		/** Any other character. */
		OTHER

	}

	public boolean isWord(String word) {
		return this.kind == Kind.WORD && this.text.equals(word);
	}

	public boolean is(char other) {
		return this.kind == Kind.OTHER && this.text.charAt(0) == other;
	}

	public boolean isName() {
		return this.kind == Kind.WORD || this.kind == Kind.NAME;
	}

}
