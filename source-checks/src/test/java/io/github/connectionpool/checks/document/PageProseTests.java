package io.github.connectionpool.checks.document;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import io.github.connectionpool.checks.prose.ProseFault;
import io.github.connectionpool.checks.prose.ProseReport;
import io.github.connectionpool.checks.prose.ProseRules;
import io.github.connectionpool.checks.prose.Sources;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README is read in minutes, the map is short, and sentences are read once.
 */
class PageProseTests {

	@Test
	void readmeIsShortAndSoAreItsSentences() {
		assertThat(Pages.text(Pages.README).lines()).hasSizeLessThanOrEqualTo(200);
		assertThat(faults(Pages.README)).isEmpty();
	}

	@Test
	void mapOfTheCodeIsShort() throws Exception {
		assertThat(Files.size(Pages.MAP)).isLessThanOrEqualTo(10 * 1024);
	}

	/** Real answers of the program stand in quotes and may be longer. */
	@TestFactory
	List<DynamicTest> subjectsOfSentencesAreThings() {
		return Pages.all()
			.stream()
			.map((page) -> DynamicTest.dynamicTest(Pages.name(page),
					() -> assertThat(faults(page)).filteredOn((fault) -> !fault.rule().equals("long")).isEmpty()))
			.toList();
	}

	private static List<ProseFault> faults(Path page) {
		return ProseReport.of(Sources.read(page), ProseRules.load()).faults();
	}

}
