package io.github.connectionpool.checks.prose;

/**
 * A sentence that breaks a rule.
 *
 * @param rule the name of the rule
 * @param sentence the sentence
 * @param instead the advice
 */
public record ProseFault(String rule, Sentence sentence, String instead) {

	@Override
	public String toString() {
		return "%s:%d: [%s] %s%n    -> %s".formatted(this.sentence.file(), this.sentence.line(), this.rule,
				this.sentence.content(), this.instead);
	}

}
