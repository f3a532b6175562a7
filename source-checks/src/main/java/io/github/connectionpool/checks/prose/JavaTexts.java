package io.github.connectionpool.checks.prose;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the comments and the messages of a Java source file.
 */
final class JavaTexts {

	/** Stands for a value in a message, and for code in a comment. */
	static final String PLACEHOLDER = "N";

	private static final Pattern SQL = Pattern.compile("\\s*(select|insert|update|delete|with|show|explain|create|alter"
			+ "|SELECT|INSERT|UPDATE|DELETE|WITH|SHOW|EXPLAIN|CREATE|ALTER|SET|set) .*", Pattern.DOTALL);

	/**
	 * The next line of a text block is an option of a command line, not the same
	 * sentence.
	 */
	private static final Pattern OPTION = Pattern.compile("\\s*--");

	private final Path file;

	private final String source;

	private final List<SourceText> texts = new ArrayList<>();

	private int at;

	private int line = 1;

	private final Deque<Message> messages = new ArrayDeque<>(List.of(new Message()));

	private JavaTexts(Path file, String source) {
		this.file = file;
		this.source = source;
	}

	static List<SourceText> read(Path file, String source) {
		JavaTexts reader = new JavaTexts(file, source);
		reader.readAll();
		return reader.texts;
	}

	private void readAll() {
		while (this.at < this.source.length()) {
			if (starts("//")) {
				lineComment();
			}
			else if (starts("/*")) {
				blockComment();
			}
			else if (starts("\"\"\"")) {
				literal("\"\"\"");
			}
			else if (starts("\"")) {
				literal("\"");
			}
			else if (starts("'")) {
				character();
			}
			else {
				code(next());
			}
		}
		endMessage();
	}

	private void lineComment() {
		TextBuilder text = new TextBuilder();
		boolean more = true;
		while (more) {
			this.at += 2;
			while (this.at < this.source.length() && this.source.charAt(this.at) != '\n') {
				text.append(next(), this.line);
			}
			text.append(' ', this.line);
			int after = this.at;
			while (after < this.source.length() && Character.isWhitespace(this.source.charAt(after))) {
				after++;
			}
			more = this.source.startsWith("//", after) && this.source.substring(this.at, after)
				.indexOf('\n') == this.source.substring(this.at, after).lastIndexOf('\n');
			if (more) {
				skipTo(after);
			}
		}
		add(text);
	}

	private void blockComment() {
		int end = this.source.indexOf("*/", this.at + 2);
		end = (end < 0) ? this.source.length() : end;
		TextBuilder text = new TextBuilder();
		JavadocMarkup markup = new JavadocMarkup(text);
		this.at += starts("/**") ? 3 : 2;
		while (this.at < end) {
			int lineEnd = this.source.indexOf('\n', this.at);
			lineEnd = (lineEnd < 0 || lineEnd > end) ? end : lineEnd;
			markup.line(this.source.substring(this.at, lineEnd), this.line);
			skipTo(Math.min(lineEnd + 1, end));
		}
		skipTo(Math.min(end + 2, this.source.length()));
		markup.end(this.line);
		add(text);
	}

	private void literal(String quote) {
		if (!message().goesOn()) {
			endMessage();
		}
		TextBuilder text = message().literal(this.line);
		this.at += quote.length();
		while (this.at < this.source.length() && !starts(quote)) {
			char character = next();
			if (character == '\\' && this.at < this.source.length()) {
				char escaped = next();
				text.append((escaped == 'n') ? '\n' : (escaped == '"') ? '"' : ' ', this.line);
			}
			else {
				text.append((character == '\n' && !isOption()) ? ' ' : character, this.line);
			}
		}
		this.at += quote.length();
	}

	private boolean isOption() {
		return OPTION.matcher(this.source).region(this.at, this.source.length()).lookingAt();
	}

	private void character() {
		this.at++;
		if (starts("\\")) {
			this.at++;
		}
		skipTo(this.source.indexOf('\'', this.at + 1) + 1);
		message().operand();
	}

	private void code(char character) {
		switch (character) {
			case '+' -> message().plus();
			case '(', '[' -> this.messages.push(new Message());
			case ')', ']' -> {
				endMessage();
				if (this.messages.size() > 1) {
					this.messages.pop();
				}
				message().operand();
			}
			case ';', ',', '?', ':', '{', '}' -> endMessage();
			default -> {
				if (!Character.isWhitespace(character)) {
					message().operand();
				}
			}
		}
	}

	private Message message() {
		return this.messages.element();
	}

	private void endMessage() {
		TextBuilder ended = message().end();
		if (!ended.isBlank()) {
			SourceText text = ended.build(this.file);
			if (isProse(text.content())) {
				this.texts.add(text);
			}
		}
	}

	private static boolean isProse(String content) {
		return Sentence.words(content) >= 3 && !SQL.matcher(content).matches();
	}

	private void add(TextBuilder text) {
		if (!text.isBlank()) {
			this.texts.add(text.build(this.file));
		}
	}

	private boolean starts(String text) {
		return this.source.startsWith(text, this.at);
	}

	private char next() {
		char character = this.source.charAt(this.at++);
		if (character == '\n') {
			this.line++;
		}
		return character;
	}

	private void skipTo(int index) {
		while (this.at < index) {
			next();
		}
	}

}
