package io.github.connectionpool.checks.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.checks.prose.ProseFault;
import io.github.connectionpool.checks.prose.ProseReport;
import io.github.connectionpool.checks.prose.ProseRules;
import io.github.connectionpool.checks.prose.Sources;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the documents to what a reader needs: links that lead somewhere, tables that are
 * complete, a README and a map that are short, and sentences that are read once.
 */
class DocumentationTests {

	private static final Path PROJECT = Path.of("..");

	private static final Path SOURCES = PROJECT
		.resolve("pool-spring-boot-autoconfigure/src/main/java/io/github/connectionpool");

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```");

	private static final Pattern CODE = Pattern.compile("`[^`\n]*`");

	private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.*)$");

	@Test
	void everyLinkLeadsToAFileAndAHeadingThatExist() throws IOException {
		List<String> broken = new ArrayList<>();
		Map<Path, Set<String>> anchors = new HashMap<>();
		for (Path page : pages()) {
			for (String link : links(page)) {
				int hash = link.indexOf('#');
				Path target = target(page, link);
				if (!Files.exists(target)) {
					broken.add(name(page) + " -> " + link);
				}
				else if (hash >= 0 && !anchors.computeIfAbsent(target, DocumentationTests::anchors)
					.contains(link.substring(hash + 1))) {
					broken.add(name(page) + " -> " + link + " (no such heading)");
				}
			}
		}
		assertThat(broken).isEmpty();
	}

	@Test
	void everyPageIsLinkedFromAnother() throws IOException {
		Set<String> linked = new TreeSet<>();
		Set<String> pages = new TreeSet<>();
		for (Path page : pages()) {
			if (page.startsWith(PROJECT.resolve("docs"))) {
				pages.add(name(page));
			}
			for (String link : links(page)) {
				Path target = target(page, link);
				if (!target.equals(page)) {
					linked.add(name(target));
				}
			}
		}
		assertThat(pages).isNotEmpty().filteredOn((page) -> !linked.contains(page)).isEmpty();
	}

	@Test
	void readmeIsReadInMinutes() throws IOException {
		Path readme = PROJECT.resolve("README.md");
		assertThat(Files.readAllLines(readme)).hasSizeLessThanOrEqualTo(200);
		assertThat(faults(readme)).isEmpty();
	}

	@Test
	void mapOfTheCodeIsShort() throws IOException {
		assertThat(Files.size(PROJECT.resolve("ARCHITECTURE.md"))).isLessThanOrEqualTo(10 * 1024);
	}

	/** Real answers of the program stand in quotes and may be longer. */
	@Test
	void subjectsOfSentencesAreThingsNotRiddles() throws IOException {
		for (Path page : pages()) {
			assertThat(faults(page)).as(name(page)).filteredOn((fault) -> !fault.rule().equals("long")).isEmpty();
		}
	}

	@Test
	void everyFindingHasARowOnAPage() throws IOException {
		String rows = rows("findings.md") + rows("pgbouncer.md") + rows("timeouts.md");
		assertThat(literals("", "\"((?:timeout|pgbouncer)-[a-z-]+)\"|new Finding\\(\"([a-z-]+)\""))
			.hasSizeGreaterThan(40)
			.filteredOn((id) -> !rows.contains("`" + id + "`"))
			.isEmpty();
	}

	@Test
	void everyMeterHasARowOnThePageOnPrometheus() throws IOException {
		String rows = rows("prometheus.md");
		assertThat(literals("metrics", "\"(connectionpool\\.[a-z.]+)\"")).hasSizeGreaterThan(10)
			.filteredOn((name) -> !rows.contains("`" + name + "`"))
			.isEmpty();
	}

	/** The rows of the tables of a page. */
	private static String rows(String page) throws IOException {
		try (Stream<String> lines = Files.lines(PROJECT.resolve("docs").resolve(page))) {
			return lines.filter((line) -> line.startsWith("|")).collect(Collectors.joining("\n"));
		}
	}

	/** What a pattern's groups find in the code of a package and those below. */
	private static Set<String> literals(String below, String pattern) throws IOException {
		Pattern literal = Pattern.compile(pattern);
		Set<String> found = new TreeSet<>();
		try (Stream<Path> files = Files.walk(SOURCES.resolve(below))) {
			for (Path file : files.filter((file) -> file.toString().endsWith(".java")).toList()) {
				for (MatchResult match : literal.matcher(Files.readString(file)).results().toList()) {
					Stream.iterate(1, (group) -> group <= match.groupCount(), (group) -> group + 1)
						.map(match::group)
						.filter(Objects::nonNull)
						.forEach(found::add);
				}
			}
		}
		return found;
	}

	/** The pages of the repository, but for those that a program writes. */
	private static List<Path> pages() throws IOException {
		try (Stream<Path> files = Files.walk(PROJECT)) {
			return files.filter((file) -> file.toString().endsWith(".md"))
				.filter((file) -> Stream.of("target", ".git", "results", "node_modules")
					.noneMatch((folder) -> file.startsWith(PROJECT.resolve(folder))
							|| file.toString().contains("/" + folder + "/")))
				.toList();
		}
	}

	private static List<String> links(Path page) throws IOException {
		String text = CODE.matcher(CODE_BLOCK.matcher(Files.readString(page)).replaceAll("")).replaceAll("");
		return LINK.matcher(text)
			.results()
			.map((link) -> link.group(1))
			.filter((link) -> !link.contains("://"))
			.toList();
	}

	private static Path target(Path page, String link) {
		String file = link.contains("#") ? link.substring(0, link.indexOf('#')) : link;
		return file.isEmpty() ? page : page.resolveSibling(file).normalize();
	}

	/** The anchors of a page's headings, as the repository's web page makes them. */
	private static Set<String> anchors(Path page) {
		try {
			String text = CODE_BLOCK.matcher(Files.readString(page)).replaceAll("");
			Set<String> anchors = new TreeSet<>();
			HEADING.matcher(text)
				.results()
				.map((heading) -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", ""))
				.forEach((heading) -> anchors.add(heading.strip().replace(' ', '-')));
			return anchors;
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot read " + page, ex);
		}
	}

	private static List<ProseFault> faults(Path page) {
		return ProseReport.of(Sources.read(page), ProseRules.load()).faults();
	}

	private static String name(Path page) {
		return PROJECT.relativize(page).toString();
	}

}
