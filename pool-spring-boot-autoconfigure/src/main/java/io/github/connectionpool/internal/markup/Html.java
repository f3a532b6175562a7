package io.github.connectionpool.internal.markup;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.text.PlainText;

/**
 * Writes HTML. Every text and every value of an attribute is cleaned and escaped here, so
 * that a foreign text never becomes markup. Names of elements and attributes are letters,
 * digits and hyphens. Not for several threads at once.
 */
public final class Html {

	private static final Set<String> VOID = Set.of("meta", "link", "input", "br", "wbr");

	private final StringBuilder out = new StringBuilder(32_768);

	private final Deque<String> open = new ArrayDeque<>();

	/**
	 * Begin a document.
	 * @return a writer with nothing but the document type
	 */
	public static Html document() {
		Html html = new Html();
		html.out.append("<!doctype html>\n");
		return html;
	}

	/**
	 * Open an element.
	 * @param tag its name
	 * @param attributes names and values in turn; one whose value is null is left out,
	 * one whose value is empty has a name only
	 * @return this
	 * @throws IllegalArgumentException if a name is none
	 */
	public Html open(String tag, @Nullable String... attributes) {
		this.out.append('<').append(name(tag));
		for (int i = 0; i + 1 < attributes.length; i += 2) {
			String value = attributes[i + 1];
			if (value != null) {
				attribute(String.valueOf(attributes[i]), value);
			}
		}
		this.out.append('>');
		if (!VOID.contains(tag)) {
			this.open.push(tag);
		}
		return this;
	}

	private void attribute(String name, String value) {
		this.out.append(' ').append(name(name));
		if (!value.isEmpty()) {
			this.out.append("=\"");
			escape(value);
			this.out.append('"');
		}
	}

	/**
	 * Close the element that was opened last.
	 * @return this
	 */
	public Html close() {
		this.out.append("</").append(this.open.pop()).append('>');
		return this;
	}

	/**
	 * An element that contains a text and nothing else.
	 * @param tag its name
	 * @param text the text
	 * @param attributes as in {@link #open}
	 * @return this
	 */
	public Html element(String tag, String text, @Nullable String... attributes) {
		return open(tag, attributes).text(text).close();
	}

	/**
	 * A text.
	 * @param text the text
	 * @return this
	 */
	public Html text(String text) {
		escape(text);
		return this;
	}

	/**
	 * A text and the end of its line, for preformatted text.
	 * @param text the text
	 * @return this
	 */
	public Html line(String text) {
		escape(text);
		this.out.append('\n');
		return this;
	}

	/**
	 * The end of a line, for preformatted text and between parts.
	 * @return this
	 */
	public Html newLine() {
		this.out.append('\n');
		return this;
	}

	/**
	 * How long the document is so far.
	 * @return characters
	 */
	public int length() {
		return this.out.length();
	}

	/**
	 * The document.
	 * @return as far as it was written
	 */
	@Override
	public String toString() {
		return this.out.toString();
	}

	private void escape(String text) {
		String plain = PlainText.of(text);
		for (int i = 0; i < plain.length(); i++) {
			char c = plain.charAt(i);
			switch (c) {
				case '&' -> this.out.append("&amp;");
				case '<' -> this.out.append("&lt;");
				case '>' -> this.out.append("&gt;");
				case '"' -> this.out.append("&quot;");
				case '\'' -> this.out.append("&#39;");
				default -> this.out.append(c);
			}
		}
	}

	private static String name(String name) {
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-')) {
				throw new IllegalArgumentException(
						"'" + PlainText.of(name) + "' is no name of an element or attribute");
			}
		}
		return name;
	}

}
