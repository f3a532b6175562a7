package io.github.connectionpool.evaluation.friday;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Writes the runs for people.
 */
final class FridayPage {

	private static final int MOST_TEXT = 240;

	private FridayPage() {
	}

	static String of(Map<String, String> machine, FridayArguments arguments, List<FridayResult> results,
			List<String> missed) {
		List<String> lines = new ArrayList<>(List.of("# Friday, 2:47", ""));
		machine.forEach((name, value) -> lines.add("- " + name + ": " + value));
		lines.add("");
		conditions(arguments).lines().forEach(lines::add);
		lines.addAll(List.of("", "![Answers and latencies of each run](friday.svg)", "", "## The runs", ""));
		lines.add("| | " + join(results, (result) -> result.protection().text()));
		lines.add("|---|" + "---|".repeat(results.size()));
		row(lines, "connections lost", results, (result) -> Integer.toString(result.lost()));
		row(lines, "requests", results, (result) -> Integer.toString(result.visitors()));
		row(lines, "served", results, (result) -> Integer.toString(result.served()));
		row(lines, "failed for want of a connection", results, (result) -> "**" + result.withoutConnection() + "**");
		row(lines, "failed otherwise", results, FridayPage::others);
		row(lines, "p50 before, after", results, (result) -> latencies(result, 0.5));
		row(lines, "p99 before, after", results, (result) -> latencies(result, 0.99));
		row(lines, "first line in the log", results, (result) -> told(result, result.log()));
		row(lines, "health changes", results, (result) -> time(result, result.health()));
		row(lines, "first alert at the webhook", results, (result) -> told(result, result.alert()));
		row(lines, "alert with the line of code", results, (result) -> time(result, result.named()));
		lines.addAll(List.of("", "Times are from the request that lost the first connection.", "",
				"## The first line in the log, and the text of the first alert with the line", ""));
		for (FridayResult result : results) {
			FridayResult.Told log = result.log();
			FridayResult.Told alert = result.named();
			lines.addAll(List.of(result.protection().text() + ":", "", "```", (log != null) ? cut(log.text()) : "none",
					"", (alert != null) ? alert.text().strip() : "none", "```", ""));
		}
		if (!missed.isEmpty()) {
			lines.addAll(List.of("## Missed", ""));
			missed.forEach((sentence) -> lines.add("- " + sentence));
			lines.add("");
		}
		return String.join("\n", lines);
	}

	private static String conditions(FridayArguments arguments) {
		return """
				%d instances of the sample, each with a pool of %d, stand before a PostgreSQL that takes %d connections. \
				`minimum-idle` is 2, since %d times %d is more than the server gives. Visitors come at %d requests a second, \
				to the instances in turn, also to those that are not healthy. Each instance has answered some before. After %d s a deployment has gone wrong in %d \
				of them: one request in %d s loses a connection in each, on an exception path. A borrower waits for %d s at \
				most. The traffic goes on for %d s.

				The instances are contexts of Spring in one JVM with a heap of %d MB and the first compiler only. \
				A JVM for each would spend the machine on compilers. So a garbage collection is one for all instances, and \
				proves the leaks of all. Ports, pools, monitors and meters are those of separate instances.

				Prometheus scrapes and evaluates the rules each %d s. Alertmanager runs the example of the project. \
				Without the starter, the rules are those that are usual for HikariCP's meters, and Spring Boot's `db` health \
				indicator is on. PgBouncer has %d connections to the server. All parts and the visitors share this machine.

				Each answer of status 503 counts as one for want of a connection. Visitors that had no answer are apart. \
				The bad page itself fails with status 500. The number of lost connections is the pools' own, \
				read when the traffic has ended.
				"""
			.formatted(arguments.instances(), FridayRun.POOL, FridayRun.SERVER_CONNECTIONS, arguments.instances(),
					FridayRun.POOL, arguments.rate(), arguments.calm().toSeconds(), arguments.bad(),
					BadDeployment.BETWEEN.toSeconds(), arguments.patience().toSeconds(), arguments.after().toSeconds(),
					ShopProcess.heapMegabytes(arguments.instances()), FridayRun.SCRAPE.toSeconds(),
					FridayRun.BOUNCER_CONNECTIONS);
	}

	private static void row(List<String> lines, String name, List<FridayResult> results,
			Function<FridayResult, String> cell) {
		lines.add("| " + name + " | " + join(results, cell));
	}

	private static String join(List<FridayResult> results, Function<FridayResult, String> cell) {
		return results.stream().map(cell).collect(Collectors.joining(" | ", "", " |"));
	}

	private static String others(FridayResult result) {
		String text = result.kinds()
			.entrySet()
			.stream()
			.filter((kind) -> !kind.getKey().equals(TrafficLog.SERVED)
					&& !kind.getKey().equals(TrafficLog.NO_CONNECTION))
			.map((kind) -> kind.getValue() + " " + kind.getKey())
			.collect(Collectors.joining(", "));
		return text.isEmpty() ? "0" : text;
	}

	private static String latencies(FridayResult result, double share) {
		return "%.0f ms, %.0f ms".formatted(result.traffic().percentileMillis(share, 0, result.firstLost()),
				result.traffic().percentileMillis(share, result.firstLost(), result.end()));
	}

	private static String told(FridayResult result, FridayResult.@Nullable Told told) {
		if (told == null) {
			return "none";
		}
		String name = told.name().isEmpty() ? "" : ", `" + told.name() + "`";
		return time(result, told) + name + (told.line() ? ", with the line" : ", **without the line**");
	}

	private static String time(FridayResult result, FridayResult.@Nullable Told told) {
		return (told == null) ? "none" : String.format(Locale.ROOT, "%.1f s", told.at() - result.firstLost());
	}

	private static String cut(String text) {
		return (text.length() > MOST_TEXT) ? text.substring(0, MOST_TEXT) + "…" : text;
	}

}
