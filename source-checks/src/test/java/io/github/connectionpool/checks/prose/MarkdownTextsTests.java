package io.github.connectionpool.checks.prose;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MarkdownTextsTests {

	@Test
	void paragraphsGoOnOverLinesAndEndAtBlankOnes() {
		assertThat(read("# A title\nOne line\nand another.\n\nA new one.")).containsExactly("A title",
				"One line and another.", "A new one.");
	}

	@Test
	void itemsAndCellsStandAlone() {
		assertThat(read("- one\n  goes on\n- two\n\n| a | `b` c |\n|---|---|\n")).containsExactly("one goes on", "two",
				"a", "N c");
	}

	@Test
	void codeIsLeftOut() {
		assertThat(read("See [the page](page.md):\n```java\nint who;\n```\n")).containsExactly("See the page:");
	}

	private static List<String> read(String source) {
		return MarkdownTexts.read(Path.of("a.md"), source)
			.stream()
			.map((text) -> text.content().strip().replaceAll("\\s+", " "))
			.toList();
	}

}
