package io.github.connectionpool.internal.markup;

import java.util.function.UnaryOperator;

import io.github.connectionpool.internal.text.PlainText;

/**
 * Writes lines of a report for a terminal. Each text is cleaned, and a line that is too
 * long is broken between words. Not for several threads at once.
 */
public final class TextLines {

	private final StringBuilder out = new StringBuilder();

	private final int width;

	private final UnaryOperator<String> shortened;

	private int lines;

	/**
	 * Create.
	 * @param width the longest line, in characters
	 * @param shortened makes a text shorter before it is broken or cut
	 */
	public TextLines(int width, UnaryOperator<String> shortened) {
		this.width = width;
		this.shortened = shortened;
	}

	/**
	 * A line, or several if it is too long.
	 * @param indent spaces before the first; further lines have two more
	 * @param text the text
	 * @return this
	 */
	public TextLines line(int indent, String text) {
		String rest = PlainText.of(this.shortened.apply(text)).strip();
		int spaces = indent;
		while (rest.length() > this.width - spaces) {
			int cut = rest.lastIndexOf(' ', this.width - spaces);
			if (cut <= 0) {
				cut = PlainText.cutAt(rest, this.width - spaces);
			}
			append(spaces, rest.substring(0, cut));
			rest = rest.substring(cut).strip();
			spaces = indent + 2;
		}
		append(spaces, rest);
		return this;
	}

	/**
	 * A line that is cut if it is too long.
	 * @param indent spaces before it
	 * @param text the text
	 * @return this
	 */
	public TextLines cutLine(int indent, String text) {
		String plain = PlainText.of(this.shortened.apply(text)).strip();
		int room = this.width - indent;
		append(indent, (plain.length() > room) ? PlainText.cut(plain, room - 1) + "…" : plain);
		return this;
	}

	/**
	 * The heading of a part, at the margin.
	 * @param text the text
	 * @return this
	 */
	public TextLines heading(String text) {
		append(0, PlainText.of(text));
		return this;
	}

	/**
	 * How many lines there are.
	 * @return the number so far
	 */
	public int lines() {
		return this.lines;
	}

	/**
	 * The report.
	 * @return as far as it was written
	 */
	@Override
	public String toString() {
		return this.out.toString();
	}

	private void append(int spaces, String text) {
		this.out.append(" ".repeat(text.isEmpty() ? 0 : spaces)).append(text).append('\n');
		this.lines++;
	}

}
