package io.github.connectionpool.internal.text;

/**
 * Makes foreign text (names of transactions, tasks and threads, SQL) fit to stand inside
 * a line for people. Such a text must not forge a line of a log, colour a terminal, or
 * turn the direction of the text that follows. Thread-safe.
 */
public final class PlainText {

	private PlainText() {
	}

	/**
	 * The text without control and format characters and line separators, which become
	 * spaces; halves of surrogate pairs become U+FFFD.
	 * @param text the text
	 * @return the same object if there was nothing to replace
	 */
	public static String of(String text) {
		return isPlain(text) ? text : replaced(text);
	}

	/**
	 * The beginning of a text, never with half of a surrogate pair at its end.
	 * @param text the text
	 * @param maxLength how many characters at most
	 * @return the same object if it is not longer
	 */
	public static String cut(String text, int maxLength) {
		return text.substring(0, cutAt(text, maxLength));
	}

	/**
	 * A plain text that keeps its beginning and its end, where a line of code has its
	 * number.
	 * @param text the text
	 * @param maxLength how many characters at most, at least 3
	 * @return the same object if it is plain and not longer; else with an ellipsis in its
	 * middle
	 */
	public static String shortened(String text, int maxLength) {
		if (text.length() <= maxLength) {
			return of(text);
		}
		int end = (maxLength - 1) / 2;
		return of(text.substring(0, maxLength - 1 - end)) + "…" + of(text.substring(text.length() - end));
	}

	/**
	 * Where to cut a text.
	 * @param text the text
	 * @param maxLength how many characters at most
	 * @return an index that does not lie inside of a surrogate pair
	 */
	public static int cutAt(CharSequence text, int maxLength) {
		if (text.length() <= maxLength) {
			return text.length();
		}
		boolean inside = maxLength > 0 && Character.isHighSurrogate(text.charAt(maxLength - 1))
				&& Character.isLowSurrogate(text.charAt(maxLength));
		return inside ? maxLength - 1 : maxLength;
	}

	private static boolean isPlain(String text) {
		int c;
		for (int i = 0; i < text.length(); i += Character.charCount(c)) {
			c = text.codePointAt(i);
			if (c < ' ' || (c > '~' && printable(c) != c)) {
				return false;
			}
		}
		return true;
	}

	private static String replaced(String text) {
		StringBuilder plain = new StringBuilder(text.length());
		text.codePoints().map(PlainText::printable).forEach(plain::appendCodePoint);
		return plain.toString();
	}

	/** The character that is shown for another. */
	private static int printable(int c) {
		return switch (Character.getType(c)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
			case Character.SURROGATE -> 0xFFFD;
			default -> c;
		};
	}

}
