package io.github.connectionpool.endpoint;

/**
 * The beginning of a text, free of what could forge a line of a log or break JSON:
 * control and format characters become spaces, halves of surrogate pairs U+FFFD.
 */
final class Excerpt {

	private Excerpt() {
	}

	/**
	 * Cuts the text.
	 * @param text the text
	 * @param maxLength how many characters are shown, at least 1; the remark that there
	 * are more comes on top
	 * @param unread how many characters come after the text, counted in the remark
	 */
	static String of(CharSequence text, int maxLength, int unread) {
		int cut = Math.min(text.length(), maxLength);
		if (cut < text.length() && Character.isHighSurrogate(text.charAt(cut - 1))) {
			cut--;
		}
		StringBuilder shown = new StringBuilder(cut + 32);
		text.subSequence(0, cut).codePoints().map(Excerpt::printable).forEach(shown::appendCodePoint);
		int more = text.length() - cut + unread;
		return (more == 0) ? shown.toString() : shown + "… (" + more + " more characters)";
	}

	private static int printable(int c) {
		return switch (Character.getType(c)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
			case Character.SURROGATE -> 0xFFFD;
			default -> c;
		};
	}

}
