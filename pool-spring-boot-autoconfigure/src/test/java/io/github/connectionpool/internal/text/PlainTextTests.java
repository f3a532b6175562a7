package io.github.connectionpool.internal.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlainTextTests {

	private static final String PAIR = "\uD83D\uDE00";

	@Test
	void aPlainTextIsLeftAsItIs() {
		String text = "transaction Bestellung.prüfen, 注文 " + PAIR;
		assertThat(PlainText.of(text)).isSameAs(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r", "\t", "\u001b", "\u0000", "\u007f", "\u0085", "\u009b", "\u200b", "\u200e",
			"\u202a", "\u202e", "\u2028", "\u2029", "\u2066", "\u2069", "\ufeff" })
	void whatIsNoVisibleCharacterBecomesASpace(String character) {
		assertThat(PlainText.of("a" + character + "b")).isEqualTo("a b");
	}

	@Test
	void halfOfAPairIsReplaced() {
		assertThat(PlainText.of("a\uD83D")).isEqualTo("a\uFFFD");
		assertThat(PlainText.of("\uDE00b")).isEqualTo("\uFFFDb");
	}

	@Test
	void noPairIsCutInTwo() {
		assertThat(PlainText.cut("ab" + PAIR, 3)).isEqualTo("ab");
		assertThat(PlainText.cut("ab" + PAIR + "c", 4)).isEqualTo("ab" + PAIR);
		assertThat(PlainText.cut(PAIR, 1)).isEmpty();
		assertThat(PlainText.cut("ab", 2)).isEqualTo("ab");
		assertThat(PlainText.cut("ab", 0)).isEmpty();
	}

	@Test
	void aLongTextKeepsItsBeginningAndItsEnd() {
		assertThat(PlainText.shortened("abcdefghij", 10)).isEqualTo("abcdefghij");
		assertThat(PlainText.shortened("abcdefghij", 9)).isEqualTo("abcd…ghij");
		assertThat(PlainText.shortened("abcdefghij", 8)).isEqualTo("abcd…hij");
		assertThat(PlainText.shortened("a\nb", 3)).isEqualTo("a b");
		assertThat(PlainText.shortened("abc" + PAIR + "fghij", 9)).isEqualTo("abc\uFFFD…ghij");
	}

}
