package io.github.connectionpool.checks.prose;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/**
 * The rules of {@code rules.txt} and the limit of {@code limits.properties}.
 *
 * @param words the refused patterns
 * @param longestSentence the largest number of words in a sentence
 */
public record ProseRules(List<ProseRule> words, int longestSentence) {

	/** The name under which a sentence that is too long is reported. */
	static final String LONG = "long";

	/**
	 * Reads the rules.
	 * @return the rules of the project
	 */
	public static ProseRules load() {
		List<ProseRule> words = resource("rules.txt").lines()
			.filter((line) -> !line.isBlank() && !line.startsWith("#"))
			.map(ProseRule::parse)
			.toList();
		Properties limits = new Properties();
		try {
			limits.load(new java.io.StringReader(resource("limits.properties")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new ProseRules(words, Integer.parseInt(limits.getProperty("sentence.words")));
	}

	static String resource(String name) {
		try (InputStream stream = ProseRules.class.getResourceAsStream(name)) {
			return (stream != null) ? new String(stream.readAllBytes(), StandardCharsets.UTF_8) : "";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
