package io.github.connectionpool.benchmarks.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Writes what a group has measured for people.
 */
public final class Markdown {

	private Markdown() {
	}

	/**
	 * Write it.
	 * @param machine where and with what it was measured
	 * @param result the measurements
	 * @return a page
	 */
	public static String of(Map<String, String> machine, GroupResult result) {
		List<String> lines = new ArrayList<>(List.of("# " + result.title(), ""));
		machine.forEach((name, value) -> lines.add("- " + name + ": " + value));
		lines.addAll(List.of("", "## Targets", ""));
		table(targets(result.targets()), lines);
		for (Table table : result.tables()) {
			lines.addAll(List.of("", "## " + table.title(), ""));
			table(table, lines);
		}
		return String.join("\n", lines) + "\n";
	}

	/**
	 * A number as it is shown: as many digits as mean something.
	 * @param number any
	 * @return its text
	 */
	static String number(Number number) {
		double value = number.doubleValue();
		if (Double.isNaN(value)) {
			return "not measured";
		}
		if (!(number instanceof Double)) {
			return number.toString();
		}
		return String.format(Locale.ROOT, (Math.abs(value) >= 100) ? "%.0f" : (Math.abs(value) >= 10) ? "%.1f" : "%.2f",
				value);
	}

	private static Table targets(List<Target> targets) {
		return new Table("Targets", List.of("target", "limit", "seen", ""),
				targets.stream()
					.map((target) -> List.<Object>of(target.what(), target.bound() + " " + number(target.limit()),
							target.seen(), target.reached() ? "reached" : "**missed**"))
					.toList());
	}

	private static void table(Table table, List<String> lines) {
		row(table.columns(), lines);
		row(IntStream.range(0, table.columns().size())
			.mapToObj((column) -> hasNumbers(table, column) ? "---:" : "---")
			.toList(), lines);
		table.rows().forEach((cells) -> row(cells.stream().map(Markdown::text).toList(), lines));
	}

	private static boolean hasNumbers(Table table, int column) {
		return table.rows().stream().anyMatch((cells) -> cells.get(column) instanceof Number);
	}

	private static String text(Object cell) {
		return (cell instanceof Number number) ? number(number) : cell.toString().replace("|", "\\|");
	}

	private static void row(List<String> cells, List<String> lines) {
		lines.add("| " + String.join(" | ", cells) + " |");
	}

}
