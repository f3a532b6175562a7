package io.github.connectionpool.checks.prose;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the markup out of a comment, line by line. Block tags and HTML blocks end a
 * sentence, code becomes a placeholder.
 */
final class JavadocMarkup {

	private static final Pattern MARGIN = Pattern.compile("^\\s*\\*? ?");

	private static final Pattern BLOCK_TAG = Pattern
		.compile("^\\s*@(param|throws|exception)\\s+\\S+\\s*|^\\s*@\\w+\\s*");

	private static final Pattern CODE = Pattern.compile("\\{@(?:code|value)[^{}]*(?:\\{[^{}]*}[^{}]*)*}");

	private static final Pattern LINK = Pattern.compile("\\{@(?:link|linkplain)\\s+\\S+\\s*([^{}]*)}");

	private static final Pattern OTHER_TAG = Pattern.compile("\\{@\\w+\\s*([^{}]*)}");

	private static final Pattern HTML_BLOCK = Pattern.compile("</?(p|li|ul|ol|table|tr|td|th|dl|dt|dd|h\\d)\\b[^>]*>");

	private static final Pattern HTML = Pattern.compile("</?\\w+[^>]*>");

	private final TextBuilder text;

	private boolean preformatted;

	private String pending = "";

	private int pendingLine;

	JavadocMarkup(TextBuilder text) {
		this.text = text;
	}

	void line(String raw, int line) {
		String content = MARGIN.matcher(raw).replaceFirst("");
		if (this.preformatted || content.contains("<pre")) {
			this.preformatted = !content.contains("</pre>");
			return;
		}
		if (this.pending.isEmpty()) {
			this.pendingLine = line;
		}
		this.pending += content;
		if (open(this.pending)) {
			this.pending += " ";
			return;
		}
		flush();
	}

	void end(int line) {
		this.pendingLine = this.pending.isEmpty() ? line : this.pendingLine;
		flush();
	}

	private void flush() {
		String content = this.pending;
		this.pending = "";
		Matcher tag = BLOCK_TAG.matcher(content);
		if (content.isBlank() || tag.find()) {
			this.text.append("\n\n", this.pendingLine);
			content = tag.replaceFirst("");
		}
		content = CODE.matcher(content).replaceAll(JavaTexts.PLACEHOLDER);
		content = LINK.matcher(content)
			.replaceAll((link) -> link.group(1).isBlank() ? JavaTexts.PLACEHOLDER
					: Matcher.quoteReplacement(link.group(1)));
		content = OTHER_TAG.matcher(content).replaceAll("$1");
		content = HTML_BLOCK.matcher(content).replaceAll("\n\n");
		content = HTML.matcher(content).replaceAll("");
		this.text.append(content, this.pendingLine);
		this.text.append(' ', this.pendingLine);
	}

	/** An inline tag that goes on in the next line. */
	private static boolean open(String content) {
		int start = content.lastIndexOf("{@");
		return start >= 0
				&& content.chars().filter((c) -> c == '{').count() > content.chars().filter((c) -> c == '}').count();
	}

}
