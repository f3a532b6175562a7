package io.github.connectionpool.checks.prose;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * Collects the characters of a text together with the line each one comes from.
 */
final class TextBuilder {

	private final StringBuilder content = new StringBuilder();

	private int[] lines = new int[64];

	void append(char character, int line) {
		if (this.content.length() == this.lines.length) {
			this.lines = Arrays.copyOf(this.lines, this.lines.length * 2);
		}
		this.lines[this.content.length()] = line;
		this.content.append(character);
	}

	void append(String text, int line) {
		text.chars().forEach((character) -> append((char) character, line));
	}

	boolean isBlank() {
		return this.content.toString().isBlank();
	}

	SourceText build(Path file) {
		return new SourceText(file, this.content.toString(),
				Arrays.copyOf(this.lines, Math.max(1, this.content.length())));
	}

}
