package io.github.connectionpool.checks.house;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import io.github.connectionpool.checks.prose.ProseReport;
import io.github.connectionpool.checks.prose.ProseRules;
import io.github.connectionpool.checks.prose.Sentence;
import io.github.connectionpool.checks.prose.Sources;

/**
 * The words of the sources, and the size of the documents.
 */
final class Documents {

	private Documents() {
	}

	static List<Row> rows(Project project) {
		Path main = project.root().resolve(Project.PUBLISHED).resolve("src/main");
		ProseReport prose = ProseReport.of(Sources.read(main), ProseRules.load());
		String readme = project.document("README.md");
		int longest = Sources.read(project.root().resolve("README.md"))
			.stream()
			.flatMap((text) -> Sentence.of(text).stream())
			.mapToInt(Sentence::words)
			.max()
			.orElse(0);
		double architecture = project.document("ARCHITECTURE.md").getBytes(StandardCharsets.UTF_8).length / 1024d;
		return List.of(prose("who", "who(ever)", prose, 1), prose("nobody", "nobody, somebody", prose, 1),
				prose("what-is", "what is/was/has", prose, 5),
				Row.number("readme", "lines of README.md", (double) readme.lines().count(), 200),
				Row.number("sentence", "words in the longest sentence of README.md", longest, 30),
				Row.number("map", "KB of ARCHITECTURE.md", architecture, 10));
	}

	private static Row prose(String rule, String words, ProseReport prose, double target) {
		return Row.number(rule, "\"" + words + "\" per 10,000 words of comments and messages",
				prose.perTenThousand(rule), target);
	}

}
