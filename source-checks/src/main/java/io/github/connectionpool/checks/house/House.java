package io.github.connectionpool.checks.house;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Prints the table of the project in the current directory. With {@code --places} it also
 * names the counted places of each line whose target is not reached.
 */
public final class House {

	private House() {
	}

	static List<Row> rows(Path root) {
		Project project = Project.read(root);
		return Stream.of(Types.rows(project), Doubled.rows(project), Documents.rows(project))
			.flatMap(List::stream)
			.toList();
	}

	/**
	 * Prints the table.
	 * @param arguments the options
	 */
	public static void main(String[] arguments) {
		List<Row> rows = rows(Path.of("").toAbsolutePath());
		System.out.println("| %-66s | %7s | %7s | %-3s |".formatted("", "today", "at most", "ok"));
		System.out.println("|" + "-".repeat(68) + "|--------:|--------:|-----|");
		rows.forEach(System.out::println);
		if (List.of(arguments).contains("--places")) {
			rows.stream().filter((row) -> !row.isReached() && !row.places().isEmpty()).forEach((row) -> {
				System.out.println("\n" + row.subject());
				row.places().forEach((place) -> System.out.println("  " + place));
			});
		}
	}

}
