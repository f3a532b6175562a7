package io.github.connectionpool.checks.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tables of the documentation are complete. The table of properties is held by a test
 * beside the properties.
 */
class TablesTests {

	private static final Pattern FINDING = Pattern
		.compile("\"((?:timeout|pgbouncer)-[a-z-]+)\"|new Finding\\(\"([a-z-]+)\"");

	private static final Pattern METER = Pattern.compile("\"(connectionpool\\.[a-z.]+)\"");

	@Test
	void everyFindingHasARowOnAPage() throws IOException {
		String rows = rows("findings.md") + rows("pgbouncer.md") + rows("timeouts.md");
		assertThat(literals(Pages.SOURCES, FINDING)).hasSizeGreaterThan(40)
			.filteredOn((id) -> !rows.contains("`" + id + "`"))
			.isEmpty();
	}

	@Test
	void everyMeterHasARowOnThePageOnPrometheus() throws IOException {
		String rows = rows("prometheus.md");
		assertThat(literals(Pages.SOURCES.resolve("metrics"), METER)).hasSizeGreaterThan(10)
			.filteredOn((name) -> !rows.contains("`" + name + "`"))
			.isEmpty();
	}

	private static String rows(String page) {
		return Pages.text(Pages.DOCS.resolve(page))
			.lines()
			.filter((line) -> line.startsWith("|"))
			.collect(Collectors.joining("\n"));
	}

	/** Finds the groups of a pattern in the sources below a folder. */
	private static Set<String> literals(Path folder, Pattern pattern) throws IOException {
		Set<String> found = new TreeSet<>();
		try (Stream<Path> files = Files.walk(folder)) {
			files.filter((file) -> file.toString().endsWith(".java"))
				.flatMap((file) -> pattern.matcher(Pages.text(file)).results())
				.flatMap(TablesTests::groups)
				.forEach(found::add);
		}
		return found;
	}

	private static Stream<String> groups(MatchResult match) {
		return Stream.iterate(1, (group) -> group <= match.groupCount(), (group) -> group + 1)
			.map(match::group)
			.filter(Objects::nonNull);
	}

}
