package io.github.connectionpool.checks.prose;

import java.util.regex.Pattern;

/**
 * A pattern that is refused in prose, outside of questions.
 *
 * @param name the short name of the rule
 * @param allowed the number of matches allowed per 10,000 words
 * @param pattern matches the refused words
 * @param instead the advice that the message gives
 */
public record ProseRule(String name, double allowed, Pattern pattern, String instead) {

	static ProseRule parse(String line) {
		String[] parts = line.split("\\s+\\|\\s+", 4);
		if (parts.length != 4) {
			throw new IllegalArgumentException("A rule needs four columns: " + line);
		}
		return new ProseRule(parts[0].strip(), Double.parseDouble(parts[1]),
				Pattern.compile(parts[2].strip(), Pattern.CASE_INSENSITIVE), parts[3].strip());
	}

	long matches(Sentence sentence) {
		return sentence.isQuestion() ? 0 : this.pattern.matcher(sentence.content()).results().count();
	}

}
