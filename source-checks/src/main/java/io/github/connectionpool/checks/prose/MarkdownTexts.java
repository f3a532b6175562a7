package io.github.connectionpool.checks.prose;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the paragraphs, list items, headings and table cells of a Markdown file. Code
 * blocks are left out, inline code becomes a placeholder.
 */
final class MarkdownTexts {

	private static final Pattern ITEM = Pattern.compile("^\\s*([-*+]|\\d+\\.)\\s+");

	private static final Pattern RULE = Pattern.compile("^[\\s|:-]*$");

	private static final Pattern LINK = Pattern.compile("!?\\[([^\\]]*)\\]\\([^)]*\\)");

	private static final Pattern CODE = Pattern.compile("`[^`]+`");

	private static final Pattern MARKS = Pattern.compile("\\*\\*|__|^#+\\s*|^>\\s*|<[^>]+>");

	private final Path file;

	private final List<SourceText> texts = new ArrayList<>();

	private TextBuilder text = new TextBuilder();

	private MarkdownTexts(Path file) {
		this.file = file;
	}

	static List<SourceText> read(Path file, String source) {
		MarkdownTexts reader = new MarkdownTexts(file);
		boolean fenced = false;
		int number = 0;
		for (String line : source.split("\n", -1)) {
			number++;
			if (line.strip().startsWith("```")) {
				fenced = !fenced;
				reader.end();
			}
			else if (!fenced) {
				reader.line(line, number);
			}
		}
		reader.end();
		return reader.texts;
	}

	private void line(String line, int number) {
		boolean heading = line.startsWith("#");
		if (RULE.matcher(line).matches() || heading || ITEM.matcher(line).find()) {
			end();
		}
		if (RULE.matcher(line).matches()) {
			return;
		}
		if (line.strip().startsWith("|")) {
			end();
			for (String cell : CODE.matcher(line).replaceAll(JavaTexts.PLACEHOLDER).split("\\|", -1)) {
				add(cell, number);
				end();
			}
			return;
		}
		add(ITEM.matcher(line).replaceFirst(""), number);
		if (heading) {
			end();
		}
	}

	private void add(String markup, int number) {
		String plain = LINK.matcher(CODE.matcher(markup).replaceAll(JavaTexts.PLACEHOLDER)).replaceAll("$1");
		this.text.append(MARKS.matcher(plain).replaceAll("") + " ", number);
	}

	private void end() {
		if (!this.text.isBlank()) {
			this.texts.add(this.text.build(this.file));
		}
		this.text = new TextBuilder();
	}

}
