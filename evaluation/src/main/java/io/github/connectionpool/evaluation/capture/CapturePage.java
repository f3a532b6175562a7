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

	private final List<String> lines = new ArrayList<>();

	private CapturePage() {
	}

	static String of(Map<String, String> machine, List<CaptureResult> results, List<String> missed) {
		CapturePage page = new CapturePage();
		page.add("# Lines named by capture.stack", "");
		machine.forEach((name, value) -> page.add("- " + name + ": " + value));
		page.add("");
		page.addTargets(results);
		page.addCalm(results);
		page.addHealthy(results);
		results.stream()
			.filter((result) -> result.capture() == StackCapture.ADAPTIVE)
			.forEach((result) -> page.addLeaks(result));
		if (!missed.isEmpty()) {
			page.add("## Missed", "");
			missed.forEach((sentence) -> page.add("- " + sentence));
			page.add("");
		}
		return String.join("\n", page.lines);
	}

	private void add(String... some) {
		this.lines.addAll(List.of(some));
	}

	private void addTargets(List<CaptureResult> results) {
		add("## What the default has to reach", "");
		add("| what | limit | adaptive | reached |", "| --- | --- | --- | --- |");
		Targets.of(results)
			.forEach((target) -> add("| %s | %s | %s | %s |".formatted(target.what(), target.limit(), target.figure(),
					yes(target.reached()))));
		add("");
	}

	private void addCalm(List<CaptureResult> results) {
		add("## After a calm time", "");
		add("Each leak has a pool of its own and happens twice to it: after a calm time (round 1), and a second"
				+ " after the verdict on the first (round 2). A round counts as named when the line that borrowed is the"
				+ " call site of each connection that it lost, or the first of its likely lines.");
		add("");
		add("The calm borrows have another origin than the leaks. With `adaptive` the stack of the first borrows"
				+ " of an origin is taken, so that a leak in an origin that is new has its own.");
		add("");
		add("| capture.stack | stacks taken while calm | named in round 1 | named in round 2"
				+ " | verdict in round 1 | verdict in round 2 |", "| --- | ---: | ---: | ---: | ---: | ---: |");
		for (CaptureResult result : results) {
			int leaks = result.leaks().size();
			Borrows calm = result.calm();
			add(String.format(Locale.ROOT, "| %s | %,d of %,d, %.1f %% | %d of %d | %d of %d | %d of %d | %d of %d |",
					result.name(), calm.stacks(), calm.steady(), calm.stackPercent(), result.named(1), leaks,
					result.named(2), leaks, result.called(1), leaks, result.called(2), leaks));
		}
		add("");
	}

	private void addHealthy(List<CaptureResult> results) {
		add("## After healthy borrows of the same origin", "");
		add("Each leak has one more pool of its own. Its path is run there without a loss, in the same origin, at the"
				+ " same line and with the same statement, and then it leaks once. The first tenth of the borrows is"
				+ " not counted as steady; the last tenth comes after the first minute.");
		add("");
		add("| capture.stack | healthy borrows | steady ones with a stack | late ones that show a stack"
				+ " | line is the first | line is shown | verdict | heap of a pool after 100,000 origins |",
				"| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
		for (CaptureResult result : results) {
			int leaks = result.practised().size();
			Borrows healthy = result.healthy();
			add(String.format(Locale.ROOT, "| %s | %,d | %.1f %% | %.2f %% | %d of %d | %d of %d | %d of %d | %,d KB |",
					result.name(), healthy.count(), healthy.stackPercent(), healthy.shownPercent(),
					result.practisedNamed(), leaks, result.practisedAmong(), leaks, result.practisedCalled(), leaks,
					result.memory() / 1024));
		}
		add("");
	}

	private void addLeaks(CaptureResult adaptive) {
		add("## Leaks with adaptive, after a calm time", "");
		add("| leak | class | lost in a round | named in round 1 | verdict | named in round 2 | verdict |",
				"| --- | --- | ---: | --- | --- | --- | --- |");
		adaptive.leaks().forEach((leak) -> add(row(leak)));
		add("");
		add("¹ Happens only when no more connections can be had. Other work holds the rest of the pool meanwhile,"
				+ " and a pool that is fuller than usual is a reason to take stacks.");
		add("");
		add("² Running work still holds the connection, so that it is suspect by its age and nothing more.");
		add("");
		add("## Leaks with adaptive, after healthy borrows", "");
		add("The lines are those that were named: its own, or how many of the sampled borrows came from each of the"
				+ " likely ones. An asterisk marks the one that borrowed.");
		add("");
		add("| leak | healthy borrows | steady ones with a stack | late ones that show one | lines | line is | verdict |",
				"| --- | ---: | ---: | ---: | --- | --- | --- |");
		adaptive.practised().forEach((leak) -> add(practisedRow(leak)));
		add("");
	}

	private static String row(LeakResult leak) {
		ScenarioFacts facts = leak.facts();
		String mark = LeakResult.needsFullPool(facts) ? " ¹" : facts.stillHeldByRunningWork() ? " ²" : "";
		return "| %s%s | %s | %d | %s | %s | %s | %s |".formatted(facts.name(), mark,
				Objects.requireNonNull(facts.leakClass()).text(), leak.round(1).lost().size(), yes(leak.isNamed(1)),
				leak.round(1).verdict(), yes(leak.isNamed(2)), leak.round(2).verdict());
	}

	private static String practisedRow(LeakResult leak) {
		Borrows before = leak.before();
		String place = leak.isNamed(1) ? "the first" : leak.round(1).isAmong() ? "shown" : "missing";
		return String.format(Locale.ROOT, "| %s | %,d | %.1f %% | %.1f %% | %s | %s | %s |", leak.facts().name(),
				before.count(), before.stackPercent(), before.shownPercent(), leak.round(1).lines(), place,
				leak.round(1).verdict());
	}

	private static String yes(boolean whether) {
		return whether ? "yes" : "no";
	}

}
