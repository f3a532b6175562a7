package io.github.connectionpool.evaluation.planner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the results, for people and for programs.
 */
final class PlannerReport {

	private PlannerReport() {
	}

	/**
	 * The misses.
	 * @param comparisons the results
	 * @return one sentence each
	 */
	static List<String> missed(List<Comparison> comparisons) {
		return comparisons.stream().filter(Comparison::isMissed).map(PlannerReport::missed).toList();
	}

	private static String missed(Comparison one) {
		return text("%s hold times at %s: planned %s, measured were %.1f ± %.1f ms (%s)%s", one.holdTimes().text(),
				percent(one.target()), wait(one.planned(), "%.1f ms"), one.p99(), one.halfWidth(), error(one),
				one.isDisturbed() ? text(
						"; the machine did not keep up, one in a hundred borrowers came more than" + " %.1f ms late",
						one.late()) : "");
	}

	private static String wait(@Nullable Double millis, String format) {
		return (millis != null) ? text(format, millis) : "grows without end";
	}

	private static String error(Comparison one) {
		Double error = one.error();
		return (error != null) ? text("%+.0f %%", 100 * error) : "no figure";
	}

	static String markdown(Map<String, String> machine, List<Comparison> comparisons) {
		List<String> lines = new ArrayList<>(List.of("# The planner and a real pool", ""));
		machine.forEach((name, value) -> lines.add("- " + name + ": " + value));
		lines.add("");
		lines
			.add("Waits at HikariCP under open load (Poisson arrivals, a thread for each borrower, connections of a stub"
					+ " driver). The planned waits are those for the measured rate, mean and variation of the hold times. ± is the 95 % confidence range by batch means. *Fair* is the 99th percentile of the very"
					+ " same borrows in a queue that is first come, first served, and hands on without delay."
					+ " The pool and the machine add the rest. *Long run* is that of fifty times as many borrows (ten million"
					+ " at most) in such a queue, with hold times drawn from the measured ones. The two differ by luck."
					+ " *Overtaken* is the share of the waiting borrowers that"
					+ " saw a later one served more than a millisecond earlier. *Late* is the 99th percentile of how late"
					+ " borrowers came, which the wait does not contain.");
		lines.add("");
		lines
			.add("| hold times | utilization | borrows | mean hold | scv | waited, planned | waited | mean wait, planned"
					+ " | mean wait | p99, planned | p99 | planner is off by | fair p99 | long run p99 | overtaken | late |");
		lines.add(
				"| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
		comparisons.forEach((one) -> lines.add(row(one)));
		lines.add("");
		List<String> missed = missed(comparisons);
		if (!missed.isEmpty()) {
			lines.add("## Missed");
			lines.add("");
			missed.forEach((sentence) -> lines.add("- " + sentence));
			lines.add("");
		}
		return String.join("\n", lines);
	}

	private static String row(Comparison one) {
		String bold = one.isMissed() ? "**" : "";
		return text(
				"| %s | %s | %,d | %.2f ms | %.2f | %s | %s | %s | %.2f ms | %s | %.1f ± %.1f ms | %s%s%s | %.1f ms | %.1f ms | %s | %.1f ms |",
				one.holdTimes().text(), percent(one.utilization()), one.borrows(), one.meanHold(), one.scv(),
				percent(one.plan().chanceToWait()), percent(one.waited()), wait(one.plannedMean(), "%.2f ms"),
				one.mean(), wait(one.planned(), "%.1f ms"), one.p99(), one.halfWidth(), bold, error(one), bold,
				one.fairP99(), one.longRunP99(), percent(one.overtaken()), one.late());
	}

	static String json(Map<String, String> machine, List<Comparison> comparisons) {
		Map<String, Object> all = new LinkedHashMap<>();
		all.put("machine", machine);
		all.put("missed", missed(comparisons));
		all.put("comparisons", comparisons.stream().map(PlannerReport::object).toList());
		return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(all);
	}

	private static Map<String, @Nullable Object> object(Comparison one) {
		Map<String, @Nullable Object> object = new LinkedHashMap<>();
		object.put("holdTimes", one.holdTimes());
		object.put("utilizationAimedAt", one.target());
		object.put("utilization", one.utilization());
		object.put("borrows", one.borrows());
		object.put("meanHoldMillis", one.meanHold());
		object.put("holdTimeScv", one.scv());
		object.put("waited", one.waited());
		object.put("plannedChanceToWait", one.plan().chanceToWait());
		object.put("meanWaitMillis", one.mean());
		object.put("plannedMeanWaitMillis", one.plannedMean());
		object.put("p99WaitMillis", one.p99());
		object.put("p99HalfWidthMillis", one.halfWidth());
		object.put("plannedP99WaitMillis", one.planned());
		object.put("growsWithoutEnd", one.planned() == null);
		object.put("error", one.error());
		object.put("fairP99WaitMillis", one.fairP99());
		object.put("longRunP99WaitMillis", one.longRunP99());
		object.put("overtaken", one.overtaken());
		object.put("p99LateMillis", one.late());
		return object;
	}

	private static String percent(double share) {
		return text("%.1f %%", 100 * share);
	}

	private static String text(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

}
