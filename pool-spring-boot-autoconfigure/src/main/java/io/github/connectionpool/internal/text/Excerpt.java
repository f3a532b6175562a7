package io.github.connectionpool.internal.text;

/**
 * The beginning of a text, free of characters that could forge a line of a log or break
 * JSON: control and format characters become spaces, halves of surrogate pairs U+FFFD.
 */
public final class Excerpt {

	private Excerpt() {
	}

	/**
	 * Cuts the text.
	 * @param text the text
	 * @param maxLength how many characters are shown, at least 1; the remark that there
	 * are more comes on top
	 * @param unread how many characters come after the text, counted in the remark
	 */
	public static String of(CharSequence text, int maxLength, int unread) {
		int cut = PlainText.cutAt(text, maxLength);
		if (cut == text.length() && cut > 0 && unread > 0 && Character.isHighSurrogate(text.charAt(cut - 1))) {
			// the other half is the first of those that were not read
			cut--;
		}
		String shown = PlainText.of(text.subSequence(0, cut).toString());
		int more = text.length() - cut + unread;
		return (more == 0) ? shown : shown + "… (" + more + " more characters)";
	}

}
