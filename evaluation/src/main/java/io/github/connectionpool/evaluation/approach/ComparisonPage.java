package io.github.connectionpool.evaluation.approach;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes a comparison for people.
 */
final class ComparisonPage {

	private static final String NONE = "–";

	private ComparisonPage() {
	}

	static String of(Map<String, String> machine, Duration run, Rates rates, List<ApproachResult> results,
			List<String> missed) {
		List<String> lines = new ArrayList<>();
		lines.add("# Approaches to give 12 instances their connections");
		lines.add("");
		machine.forEach((name, value) -> lines.add("- " + name + ": " + value));
		lines.add("");
		lines.addAll(conditions(run, rates));
		table("At %s requests/s, half of what %d connections serve when each is held throughout"
			.formatted(round(rates.light()), Approach.SERVER_CONNECTIONS), results, ApproachResult::light, lines);
		table("At %s requests/s, planned for PgBouncer in transaction mode".formatted(round(rates.planned())), results,
				ApproachResult::planned, lines);
		most(results, lines);
		failures(results, lines);
		if (!missed.isEmpty()) {
			lines.add("## Missed");
			lines.add("");
			missed.forEach((sentence) -> lines.add("- " + sentence));
			lines.add("");
		}
		return String.join("\n", lines);
	}

	private static List<String> conditions(Duration run, Rates rates) {
		String text = """
				Clients, PgBouncer and PostgreSQL share this machine and its processors, over loopback. The %d instances \
				are pools of HikariCP in one JVM, started one after the other. Each has %d threads for requests and a \
				borrow that waits for %d s at most. Their sizes are fixed, as is HikariCP's default. Each approach has a \
				fresh PostgreSQL (`synchronous_commit=off`, memory settings as shipped).

				One workload: begin, a select, %d ms of thinking inside the application, an update, an insert, commit. \
				Then come %d ms of thinking while the connection is still held but no transaction is open, as with \
				open-in-view. Measured with little load, a transaction takes %s ms and a request holds its connection for \
				%s ms. So %.0f %% of that time a connection in transaction mode can serve others; with less thinking \
				outside of transactions a pooler gains less, with none it gains nothing.

				Requests arrive in an open loop, %.0f s at each rate (Poisson, the same arrivals for each approach, over \
				the instances in turn). Latencies are from when a request should have arrived to its completion, of those \
				that were served. The requests served in a second count to the end of the last one, so they are a little fewer than the \
				rate even if no request waits. A request that no thread has begun within %d s has failed. The most is from a closed \
				loop of %d users, %.0f s, that ask again at once. At the planned rate 99 of 100 requests wait for no longer \
				than %d ms, both in an instance's pool and at PgBouncer (M/M/c from the measured times).

				While that was measured, %.0f %% of the processors were busy. Much more than 20 %% means that other work \
				kept this machine busy, and that the numbers below are of little use.

				In transaction mode the driver runs with `prepareThreshold=0`, which PgBouncer before 1.21 needs; with its \
				default elsewhere.
				"""
			.formatted(Fleet.INSTANCES, Instance.THREADS, Instance.LONGEST_BORROW.toSeconds(),
					Workload.THINK_INSIDE.toMillis(), Workload.THINK_OUTSIDE.toMillis(),
					round(rates.transactionMillis()), round(rates.heldMillis()),
					100 * (1 - rates.transactionMillis() / rates.heldMillis()), run.toMillis() / 1000.0,
					Load.PATIENCE.toSeconds(), Load.USERS * Fleet.INSTANCES, run.toMillis() / 1000.0,
					PlannedRate.LONGEST_WAIT.toMillis(), 100 * rates.calibrationLoad());
		return (text + "\n").lines().toList();
	}

	private static void table(String title, List<ApproachResult> results, Function<ApproachResult, LoadResult> load,
			List<String> lines) {
		heading(title, lines);
		row(lines, "approach", "served/s", "p50", "p99", "failed", "busy processors");
		row(lines, "---", "---:", "---:", "---:", "---:", "---:");
		for (ApproachResult result : results) {
			LoadResult measured = load.apply(result);
			row(lines, result.approach().text(), round(measured.throughput()), millis(measured.p50Millis()),
					millis(measured.p99Millis()), failed(measured), percent(measured.cpuLoad()));
		}
		lines.add("");
	}

	private static void most(List<ApproachResult> results, List<String> lines) {
		heading("At their most, and what it takes", lines);
		row(lines, "approach", "served/s", "failed", "busy processors", "client connections", "server connections",
				"server memory");
		row(lines, "---", "---:", "---:", "---:", "---:", "---:", "---:");
		for (ApproachResult result : results) {
			Approach approach = result.approach();
			row(lines, approach.text(), round(result.most().throughput()), failed(result.most()),
					percent(result.most().cpuLoad()), result.connected() + " of " + approach.clientConnections(),
					result.mostBackends() + " of " + approach.connectionsForApplications(), result.memory().text()
							+ ((approach.poolMode() != null) ? " + PgBouncer " + result.bouncerMemory().text() : ""));
		}
		lines.add("");
		lines
			.add("""
					Client connections are those that the pools had got before the first request. Server connections are the \
					most that PostgreSQL has seen of the application, of what it has left for applications. Memory is that of all \
					processes of PostgreSQL after the runs, while the connections were open (PSS counts what they share \
					once, RSS each time).""");
		lines.add("");
	}

	private static void failures(List<ApproachResult> results, List<String> lines) {
		heading("Failures", lines);
		row(lines, "approach", "light", "planned", "most");
		row(lines, "---", "---", "---", "---");
		for (ApproachResult result : results) {
			row(lines, result.approach().text(), kinds(result.light()), kinds(result.planned()), kinds(result.most()));
		}
		lines.add("");
		lines
			.add("""
					No connection in time: the pool had none to lend, in parentheses what the server had said when the pool \
					wanted another. No thread in time: all threads of the instance waited for connections meanwhile.""");
		lines.add("");
	}

	private static String kinds(LoadResult load) {
		return load.failures().isEmpty() ? NONE
				: load.failures()
					.entrySet()
					.stream()
					.map((kind) -> kind.getValue() + "x " + kind.getKey().replace("|", "\\|"))
					.collect(Collectors.joining("; "));
	}

	private static String failed(LoadResult load) {
		double all = load.failed() + load.served();
		return (load.failed() == 0) ? "0"
				: String.format(Locale.ROOT, "%d (%.0f %%)", load.failed(), 100 * load.failed() / all);
	}

	private static String round(double value) {
		return String.format(Locale.ROOT, (value < 100) ? "%.1f" : "%.0f", value);
	}

	private static String millis(double value) {
		return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.0f ms", value);
	}

	private static String percent(double share) {
		return (share < 0) ? "not known" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
	}

	private static void heading(String title, List<String> lines) {
		lines.add("## " + title);
		lines.add("");
	}

	private static void row(List<String> lines, String... cells) {
		lines.add("| " + String.join(" | ", cells) + " |");
	}

}
