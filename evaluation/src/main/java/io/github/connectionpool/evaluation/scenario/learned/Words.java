package io.github.connectionpool.evaluation.scenario.learned;

/**
 * Words without digits, so that none can be taken for another one by leaving its numbers
 * out.
 */
final class Words {

	private static final int LETTERS = 26;

	private Words() {
	}

	static String of(int number) {
		StringBuilder word = new StringBuilder("word");
		for (int rest = number; rest > 0; rest /= LETTERS) {
			word.append((char) ('a' + rest % LETTERS));
		}
		return word.toString();
	}

}
