package io.github.connectionpool.checks.prose;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Prints the faults of the files and directories that are given, or only their counts
 * with {@code --count}.
 */
public final class Prose {

	private Prose() {
	}

	/**
	 * Prints the faults.
	 * @param arguments paths and options
	 */
	public static void main(String[] arguments) {
		List<Path> paths = Stream.of(arguments).filter((argument) -> !argument.startsWith("--")).map(Path::of).toList();
		boolean onlyCounts = Arrays.asList(arguments).contains("--count");
		ProseRules rules = ProseRules.load();
		List<SourceText> texts = paths.stream().flatMap((path) -> Sources.read(path).stream()).toList();
		ProseReport report = ProseReport.of(texts, rules);
		if (!onlyCounts) {
			report.faults().forEach(System.out::println);
		}
		System.out.println(report.words() + " words");
		report.counts()
			.forEach((rule, count) -> System.out.println(String.format(Locale.ROOT, "%-8s %5d, %6.1f per 10,000 words",
					rule, count, report.perTenThousand(rule))));
	}

}
