package io.github.connectionpool.checks.prose;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProseReportTests {

	@Test
	void aRiddleIsReportedWithItsLineAndAnAdvice() {
		ProseReport report = read("\n\n/**\n * Fine. Whoever borrows\n * it, nobody knows what is left.\n */");
		assertThat(report.faults()).extracting(ProseFault::rule).containsExactly("who", "nobody", "what-is");
		assertThat(report.faults().get(0)).asString()
			.startsWith("A.java:4: [who] Whoever borrows it, nobody knows what is left.")
			.contains("-> name the subject");
	}

	@Test
	void aQuestionMayAskWhoAndWhat() {
		assertThat(read("// Who holds it, and what is it for?").faults()).isEmpty();
	}

	@Test
	void aSentenceThatIsTooLongIsReported() {
		assertThat(read("// " + "word ".repeat(60) + "end.").faults()).singleElement()
			.asString()
			.contains("[long]")
			.contains("61 words");
	}

	@Test
	void shortSentencesMayFormALongText() {
		assertThat(read("// " + "A thread waits for it. ".repeat(60)).faults()).isEmpty();
	}

	@Test
	void countsAreGivenForTenThousandWords() {
		ProseReport report = read("// Who never returns: it holds one of ten connections.");
		assertThat(report.words()).isEqualTo(9);
		assertThat(report.perTenThousand("who")).isEqualTo(10_000d / 9);
	}

	private static ProseReport read(String source) {
		return ProseReport.of(JavaTexts.read(Path.of("A.java"), source), ProseRules.load());
	}

}
