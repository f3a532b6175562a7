package io.github.connectionpool.checks.document;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every link inside of the repository leads somewhere, and every page is found.
 */
class LinksTests {

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	private static final Pattern CODE = Pattern.compile("`[^`\n]*`");

	private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.*)$");

	@Test
	void everyLinkLeadsToAFileAndAHeadingThatExist() {
		List<String> broken = new ArrayList<>();
		Map<Path, Set<String>> anchors = new HashMap<>();
		for (Path page : Pages.all()) {
			for (String link : links(page)) {
				int hash = link.indexOf('#');
				Path target = target(page, link);
				if (!Files.exists(target)) {
					broken.add(Pages.name(page) + " -> " + link);
				}
				else if (hash >= 0
						&& !anchors.computeIfAbsent(target, LinksTests::anchors).contains(link.substring(hash + 1))) {
					broken.add(Pages.name(page) + " -> " + link + " (no such heading)");
				}
			}
		}
		assertThat(broken).isEmpty();
	}

	@Test
	void everyPageOfTheDocumentationIsLinkedFromAnother() {
		Set<Path> linked = new TreeSet<>();
		for (Path page : Pages.all()) {
			links(page).stream()
				.map((link) -> target(page, link))
				.filter((to) -> !to.equals(page))
				.forEach(linked::add);
		}
		assertThat(Pages.all()).filteredOn((page) -> page.startsWith(Pages.DOCS))
			.isNotEmpty()
			.filteredOn((page) -> !linked.contains(page))
			.isEmpty();
	}

	/** Those that stay inside of the repository. */
	private static List<String> links(Path page) {
		String text = CODE.matcher(Pages.withoutCodeBlocks(page)).replaceAll("");
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
		Set<String> anchors = new TreeSet<>();
		HEADING.matcher(Pages.withoutCodeBlocks(page))
			.results()
			.map((heading) -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", ""))
			.forEach((heading) -> anchors.add(heading.strip().replace(' ', '-')));
		return anchors;
	}

}
