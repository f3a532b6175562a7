package io.github.connectionpool.internal.markup;

import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextLinesTests {

	private final TextLines lines = new TextLines(20, UnaryOperator.identity());

	@Test
	void aLongLineIsBrokenBetweenWords() {
		this.lines.line(2, "one two three four five six seven");
		assertThat(this.lines).hasToString("  one two three four\n    five six seven\n");
		assertThat(this.lines.lines()).isEqualTo(2);
	}

	@Test
	void aLongWordIsBrokenWhereItMust() {
		this.lines.line(0, "x".repeat(45));
		assertThat(this.lines.toString().lines()).allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(20));
		assertThat(this.lines.toString().replaceAll("\\s", "")).hasSize(45);
	}

	@Test
	void aLineIsCutWithAMark() {
		this.lines.cutLine(4, "0123456789012345678");
		assertThat(this.lines).hasToString("    012345678901234…\n");
	}

	@Test
	void aTextMakesNoLineOfItsOwnAndColoursNoTerminal() {
		this.lines.line(0, "a\n-> b\u001b[2J\u202E").cutLine(0, "c\r\nd\u0007").heading("E\nF");
		assertThat(this.lines).hasToString("a -> b [2J\nc  d\nE F\n");
	}

}
