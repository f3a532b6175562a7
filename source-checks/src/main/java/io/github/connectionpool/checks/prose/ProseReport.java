package io.github.connectionpool.checks.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The faults of some texts.
 *
 * @param words the number of words that were read
 * @param faults the faults in the order of the sources
 * @param counts the number of matches by the name of a rule
 */
public record ProseReport(long words, List<ProseFault> faults, Map<String, Long> counts) {

	/**
	 * Applies the rules.
	 * @param texts the texts
	 * @param rules the rules
	 * @return the report
	 */
	public static ProseReport of(List<SourceText> texts, ProseRules rules) {
		long words = 0;
		List<ProseFault> faults = new ArrayList<>();
		Map<String, Long> counts = new TreeMap<>();
		rules.words().forEach((rule) -> counts.put(rule.name(), 0L));
		counts.put(ProseRules.LONG, 0L);
		for (SourceText text : texts) {
			for (Sentence sentence : Sentence.of(text)) {
				words += sentence.words();
				for (ProseRule rule : rules.words()) {
					long matches = rule.matches(sentence);
					if (matches > 0) {
						faults.add(new ProseFault(rule.name(), sentence, rule.instead()));
						counts.merge(rule.name(), matches, Long::sum);
					}
				}
				if (sentence.words() > rules.longestSentence()) {
					faults.add(new ProseFault(ProseRules.LONG, sentence,
							sentence.words() + " words: write sentences of at most " + rules.longestSentence()
									+ ", one statement each"));
					counts.merge(ProseRules.LONG, 1L, Long::sum);
				}
			}
		}
		return new ProseReport(words, faults, counts);
	}

	long count(String rule) {
		return this.counts.getOrDefault(rule, 0L);
	}

	/**
	 * Returns the share of a rule.
	 * @param rule the name of the rule
	 * @return the matches per 10,000 words
	 */
	public double perTenThousand(String rule) {
		return (this.words == 0) ? 0 : count(rule) * 10_000d / this.words;
	}

}
