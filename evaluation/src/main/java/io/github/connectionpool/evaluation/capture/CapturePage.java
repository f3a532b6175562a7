package io.github.connectionpool.evaluation.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.github.connectionpool.evaluation.scenario.ScenarioFacts;
import io.github.connectionpool.internal.capture.StackCapture;

/**
 * Writes the results, for people.
 */
final class CapturePage {

	private CapturePage() {
	}

	static String of(Map<String, String> machine, List<CaptureResult> results, List<String> missed) {
		List<String> lines = new ArrayList<>(List.of("# Lines named by capture.stack", ""));
		machine.forEach((name, value) -> lines.add("- " + name + ": " + value));
		lines.add("");
		lines.add("Each leak has a pool of its own and happens twice to it: after a calm time (round 1), and a second"
				+ " after the verdict on the first (round 2). A round counts as named when the line that borrowed is the"
				+ " call site of each connection that it lost, or the first of its likely lines.");
		lines.add("");
		lines.add("The calm borrows have another origin than the leaks. With `adaptive` the stack of the first borrows"
				+ " of an origin is taken, so that a leak in an origin that is new has its own.");
		lines.add("");
		lines.add("| capture.stack | stacks taken while calm | named in round 1 | named in round 2"
				+ " | verdict in round 1 | verdict in round 2 |");
		lines.add("| --- | ---: | ---: | ---: | ---: | ---: |");
		results.forEach((result) -> lines.add(row(result)));
		lines.add("");
		results.stream()
			.filter((result) -> result.capture() == StackCapture.ADAPTIVE)
			.forEach((result) -> addLeaks(result, lines));
		if (!missed.isEmpty()) {
			lines.add("## Missed");
			lines.add("");
			missed.forEach((sentence) -> lines.add("- " + sentence));
			lines.add("");
		}
		return String.join("\n", lines);
	}

	private static String row(CaptureResult result) {
		int leaks = result.leaks().size();
		return String.format(Locale.ROOT, "| %s | %,d of %,d, %.1f %% | %d of %d | %d of %d | %d of %d | %d of %d |",
				result.name(), result.calmStacks(), result.calmBorrows(),
				100.0 * result.calmStacks() / result.calmBorrows(), result.named(1), leaks, result.named(2), leaks,
				result.called(1), leaks, result.called(2), leaks);
	}

	private static void addLeaks(CaptureResult adaptive, List<String> lines) {
		lines.add("## Leaks with adaptive");
		lines.add("");
		lines.add("| leak | class | lost in a round | named in round 1 | verdict | named in round 2 | verdict |");
		lines.add("| --- | --- | ---: | --- | --- | --- | --- |");
		adaptive.leaks().forEach((leak) -> lines.add(row(leak)));
		lines.add("");
		lines.add("¹ Happens only when no more connections can be had. Other work holds the rest of the pool meanwhile,"
				+ " and a pool that is fuller than usual is a reason to take stacks.");
		lines.add("");
		lines.add("² Running work still holds the connection, so that it is suspect by its age and nothing more.");
		lines.add("");
	}

	private static String row(LeakResult leak) {
		ScenarioFacts facts = leak.facts();
		String mark = LeakResult.needsFullPool(facts) ? " ¹" : facts.stillHeldByRunningWork() ? " ²" : "";
		return "| %s%s | %s | %d | %s | %s | %s | %s |".formatted(facts.name(), mark,
				Objects.requireNonNull(facts.leakClass()).text(), leak.round(1).lost().size(), named(leak, 1),
				leak.round(1).verdict(), named(leak, 2), leak.round(2).verdict());
	}

	private static String named(LeakResult leak, int round) {
		return leak.isNamed(round) ? "yes" : "no";
	}

}
