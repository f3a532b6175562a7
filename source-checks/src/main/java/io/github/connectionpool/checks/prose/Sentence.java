package io.github.connectionpool.checks.prose;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence of a text.
 *
 * @param file the file that contains the sentence
 * @param line the line the sentence starts at
 * @param content the sentence, with single spaces
 */
public record Sentence(Path file, int line, String content) {

	private static final Pattern END = Pattern.compile("[.!?][\"')]*(?=\\s+[^a-z\\s]|\\s*$)|\\n\\s*\\n|\\n");

	private static final Pattern WORD = Pattern.compile("\\S*[\\p{L}\\p{N}]\\S*");

	/**
	 * Splits a text.
	 * @param text the text
	 * @return its sentences in their order
	 */
	public static List<Sentence> of(SourceText text) {
		List<Sentence> sentences = new ArrayList<>();
		String content = text.content().replace("e.g.", "e g ").replace("i.e.", "i e ");
		Matcher end = END.matcher(content);
		int start = 0;
		while (end.find()) {
			add(sentences, text, content, start, end.end());
			start = end.end();
		}
		add(sentences, text, content, start, content.length());
		return sentences;
	}

	private static void add(List<Sentence> sentences, SourceText text, String content, int start, int end) {
		String sentence = content.substring(start, end);
		if (words(sentence) == 0) {
			return;
		}
		int first = start + (sentence.length() - sentence.stripLeading().length());
		sentences.add(new Sentence(text.file(), text.lineAt(first), sentence.strip().replaceAll("\\s+", " ")));
	}

	static int words(String text) {
		return (int) WORD.matcher(text).results().count();
	}

	/**
	 * Returns the length.
	 * @return the number of words
	 */
	public int words() {
		return words(this.content);
	}

	boolean isQuestion() {
		return this.content.endsWith("?");
	}

}
