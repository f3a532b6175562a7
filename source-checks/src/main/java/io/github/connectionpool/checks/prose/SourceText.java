package io.github.connectionpool.checks.prose;

import java.nio.file.Path;

/**
 * A text in a source file without its markup: a comment, a message in string literals, or
 * a description.
 */
public final class SourceText {

	private final Path file;

	private final String content;

	private final int[] lines;

	/**
	 * Creates a text.
	 * @param file the file that contains the text
	 * @param content the text without markup
	 * @param lines the line in the file for each character of the content, never empty
	 */
	SourceText(Path file, String content, int[] lines) {
		this.file = file;
		this.content = content;
		this.lines = lines;
	}

	Path file() {
		return this.file;
	}

	String content() {
		return this.content;
	}

	int lineAt(int index) {
		return this.lines[Math.min(index, this.lines.length - 1)];
	}

}
