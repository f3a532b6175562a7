package io.github.connectionpool.checks.prose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the main sources to the rules. The counts in {@code frozen.properties} are those
 * of texts that are still to be rewritten: lower them as they shrink, never raise one.
 */
class ProseTests {

	private static final Path SOURCES = Path.of("../pool-spring-boot-autoconfigure/src/main");

	private static final Path FROZEN = Path.of("src/test/resources/frozen.properties");

	@TestFactory
	List<DynamicTest> textsKeepTheRules() throws IOException {
		ProseRules rules = ProseRules.load();
		ProseReport report = ProseReport.of(Sources.read(SOURCES), rules);
		Properties frozen = frozen();
		assertThat(report.words()).isGreaterThan(10_000);
		return report.counts()
			.keySet()
			.stream()
			.map((rule) -> DynamicTest.dynamicTest(rule,
					() -> assertThat(report.count(rule))
						.as("matches of the rule '%s', see rules.txt:%n%s", rule, faults(report, rule))
						.isLessThanOrEqualTo(allowed(report, rules, frozen, rule))))
			.toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "pool-spring-boot-test", "sample-app", "test-support", "source-checks", "evaluation",
			"benchmarks" })
	void theOtherModulesKeepTheRules(String module) {
		Path sources = Path.of("..", module, "src", "main");
		assertThat(ProseReport.of(Sources.read(sources), ProseRules.load()).faults()).isEmpty();
	}

	/** Without the length of sentences: tests have tables of values in their texts. */
	@ParameterizedTest
	@ValueSource(strings = { "pool-spring-boot-admin-ui", "pool-spring-boot-test", "sample-app", "evaluation",
			"benchmarks" })
	void theTestsOfTheOtherModulesKeepTheRulesForWords(String module) {
		Path sources = Path.of("..", module, "src", "test");
		assertThat(ProseReport.of(Sources.read(sources), ProseRules.load()).faults())
			.filteredOn((fault) -> !fault.rule().equals(ProseRules.LONG))
			.isEmpty();
	}

	private static String faults(ProseReport report, String rule) {
		return report.faults()
			.stream()
			.filter((fault) -> fault.rule().equals(rule))
			.map(ProseFault::toString)
			.reduce("", (all, fault) -> all + fault + System.lineSeparator());
	}

	private static long allowed(ProseReport report, ProseRules rules, Properties frozen, String rule) {
		double share = rules.words()
			.stream()
			.filter((candidate) -> candidate.name().equals(rule))
			.mapToDouble(ProseRule::allowed)
			.sum();
		return Math.max((long) (report.words() * share / 10_000), Long.parseLong(frozen.getProperty(rule, "0")));
	}

	private static Properties frozen() throws IOException {
		Properties frozen = new Properties();
		if (Files.exists(FROZEN)) {
			frozen.load(Files.newBufferedReader(FROZEN));
		}
		return frozen;
	}

}
