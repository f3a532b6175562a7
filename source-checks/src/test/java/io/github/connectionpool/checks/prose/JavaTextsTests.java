package io.github.connectionpool.checks.prose;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JavaTextsTests {

	@Test
	void aMessageIsJoinedOverItsValues() {
		assertThat(read("String s = \"Connection pool '\" + name(\"of no interest\", 1) + \"' is\" + \" full now.\";"))
			.contains("Connection pool 'N' is full now.");
	}

	@Test
	void argumentsAreMessagesOfTheirOwn() {
		assertThat(read("log(\"The first text here.\", \"And a second one.\");"))
			.containsExactly("The first text here.", "And a second one.");
	}

	@Test
	void keysAndSqlAreNoMessages() {
		assertThat(read("a(\"connectionpool.enabled\", \"select a from b where c = d\");")).isEmpty();
	}

	@Test
	void quotesInCharactersOpenNoText() {
		assertThat(read("char a = '\"'; char b = '\\''; String c = \"It says \\\"yes\\\" to all.\";"))
			.containsExactly("It says \"yes\" to all.");
	}

	@Test
	void linesOfOneCommentAreReadAsOne() {
		assertThat(read("// a pool that is\n\t// never started\nint a; // and another\n"))
			.containsExactly("a pool that is never started", "and another");
	}

	@Test
	void markupIsTakenOutOfJavadoc() {
		assertThat(
				read("/**\n * Closes {@code a b} <em>or</em> the {@link Foo#bar() first}.\n * @param a the name\n */"))
			.containsExactly("Closes N or the first. the name");
	}

	@Test
	void anInlineTagMayGoOnInTheNextLine() {
		assertThat(read("/**\n * As {@link Foo#bar() the\n * first} does.\n */")).containsExactly("As the first does.");
	}

	@Test
	void optionsOfACommandLineAreSentencesOfTheirOwn() {
		SourceText usage = JavaTexts
			.read(Path.of("A.java"), "String s = \"\"\"\n\t--one=N  the first\n\tof all\n\t--two    the second\"\"\";")
			.get(0);
		assertThat(Sentence.of(usage)).extracting(Sentence::content)
			.containsExactly("--one=N the first of all", "--two the second");
	}

	private static List<String> read(String source) {
		return JavaTexts.read(Path.of("A.java"), source)
			.stream()
			.map((text) -> text.content().strip().replaceAll("\\s+", " "))
			.toList();
	}

}
