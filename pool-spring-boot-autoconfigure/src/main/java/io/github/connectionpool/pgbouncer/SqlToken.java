package io.github.connectionpool.pgbouncer;

/**
 * A piece of SQL text. Immutable.
 *
 * @param kind what it is
 * @param text a word in lower case, what is in a quoted name, one other character; of a
 * literal what is in it if that is short, else nothing
 */
record SqlToken(Kind kind, String text) {

	enum Kind {

		/** A keyword or a name without quotes. */
		WORD,

		/** A name in quotes. */
		NAME,

		/** A literal in quotes, of whatever kind. */
		LITERAL,

		/** Digits and what belongs to them, as one character. */
		NUMBER,

		/** Any other character. */
		OTHER

	}

	boolean isWord(String word) {
		return this.kind == Kind.WORD && this.text.equals(word);
	}

	boolean is(char other) {
		return this.kind == Kind.OTHER && this.text.charAt(0) == other;
	}

	boolean isName() {
		return this.kind == Kind.WORD || this.kind == Kind.NAME;
	}

}
