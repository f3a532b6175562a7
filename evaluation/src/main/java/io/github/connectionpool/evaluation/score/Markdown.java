package io.github.connectionpool.evaluation.score;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.evaluation.detector.Detection;
import io.github.connectionpool.evaluation.detector.Detection.Kind;
import io.github.connectionpool.evaluation.detector.DetectorSpec;
import io.github.connectionpool.evaluation.detector.Detectors;
import io.github.connectionpool.evaluation.scenario.ScenarioFacts;

/**
 * Writes a scorecard for people.
 */
public final class Markdown {

	private static final String NONE = "–";

	private Markdown() {
	}

	/**
	 * Write it.
	 * @param machine where it was run
	 * @param results the detectors
	 * @param missed what the starter has missed
	 * @return a page
	 */
	public static String of(Map<String, String> machine, List<DetectorResult> results, List<String> missed) {
		List<String> lines = new ArrayList<>();
		lines.add("# Scorecard of leak detectors");
		lines.add("");
		machine.forEach((name, value) -> lines.add("- " + name + ": " + value));
		lines.add("");
		lines.add("Times are from the end of the work that leaked to the first report. A report that came before that "
				+ "counts as 0. A reclaiming detector kills healthy work where an innocent could not go on. "
				+ "Innocents hold their connections for longer than the detector's time, all but those that borrow "
				+ "for a moment. So precision says how well a detector tells long work from lost connections, "
				+ "not how often it is wrong in an application that has little long work.");
		lines.add("");
		summary(results, lines);
		results.stream()
			.filter((result) -> result.spec().name().equals(Detectors.STARTER))
			.forEach((result) -> starter(result, lines));
		missed(missed, lines);
		scenarios(results, lines);
		explanations(results, lines);
		return String.join("\n", lines) + "\n";
	}

	private static void summary(List<DetectorResult> results, List<String> lines) {
		row(lines, "detector", "setting", "precision", "recall", "median", "worst", "line named", "innocents accused",
				"healthy work killed");
		row(lines, "---", "---", "---:", "---:", "---:", "---:", "---:", "---:", "---:");
		for (DetectorResult result : results) {
			if (result.spec().name().equals(Detectors.STARTER)) {
				summary(result, "ours, SUSPECT or LEAKED", Kind::isAccusation, lines);
				summary(result, "ours, LEAKED", Kind.LEAKED::equals, lines);
			}
			else {
				summary(result, result.spec().name(), Kind::isAccusation, lines);
			}
		}
		lines.add("");
	}

	private static void summary(DetectorResult result, String name, Predicate<Kind> kind, List<String> lines) {
		Score score = Score.of(result, kind);
		row(lines, name, result.spec().text(), share(score.precision()),
				share(score.recall()) + " (" + score.found() + "/" + score.leaks() + ")", seconds(score.median()),
				seconds(score.worst()), score.lineNamed() + "/" + score.leaks(),
				score.accused() + "/" + score.innocents(),
				result.spec().reclaims() ? score.killed() + "/" + score.innocents() : noReclaim(score));
	}

	/** Something else than the detector may have gone wrong, which is not hidden. */
	private static String noReclaim(Score score) {
		return (score.killed() > 0) ? score.killed() + " failed" : NONE;
	}

	private static void starter(DetectorResult result, List<String> lines) {
		lines.add("## Leaks before ours, " + result.spec().text());
		lines.add("");
		row(lines, "leak", "class", "first verdict", "after", "LEAKED for", "after", "line named");
		row(lines, "---", "---", "---", "---:", "---", "---:", "---");
		for (Outcome outcome : result.counted()) {
			ScenarioFacts facts = outcome.facts();
			if (facts.truth().isLeak() && facts.leakClass() != null) {
				row(lines, facts.name(), facts.leakClass().text(),
						outcome.first(Kind::isAccusation).map(Markdown::said).orElse(NONE),
						seconds(outcome.after(Kind::isAccusation)),
						outcome.first(Kind.LEAKED::equals).map(Detection::reason).orElse(NONE),
						seconds(outcome.after(Kind.LEAKED::equals)), outcome.isLineNamed() ? "yes" : "no");
			}
		}
		lines.add("");
	}

	private static void missed(List<String> missed, List<String> lines) {
		if (!missed.isEmpty()) {
			lines.add("## Missed by ours");
			lines.add("");
			missed.forEach((sentence) -> lines.add("- " + sentence));
			lines.add("");
		}
	}

	private static void scenarios(List<DetectorResult> results, List<String> lines) {
		lines.add("## All scenarios");
		lines.add("");
		List<String> titles = new ArrayList<>(List.of("scenario", "truth"));
		results.forEach((result) -> titles.add(title(result.spec())));
		row(lines, titles.toArray(String[]::new));
		row(lines, titles.stream().map((title) -> "---").toArray(String[]::new));
		for (ScenarioFacts facts : facts(results)) {
			List<String> cells = new ArrayList<>(List.of(facts.name(), facts.truth().name()));
			for (DetectorResult result : results) {
				cells.add(result.outcomes()
					.stream()
					.filter((outcome) -> outcome.facts().name().equals(facts.name()))
					.map(Markdown::cell)
					.distinct()
					.collect(Collectors.joining("; ")));
			}
			row(lines, cells.toArray(String[]::new));
		}
		lines.add("");
	}

	private static List<ScenarioFacts> facts(List<DetectorResult> results) {
		return results.stream()
			.flatMap((result) -> result.outcomes().stream())
			.map(Outcome::facts)
			.collect(Collectors.toMap(ScenarioFacts::name, (facts) -> facts, (first, second) -> first))
			.values()
			.stream()
			.sorted((a, b) -> (a.truth() != b.truth()) ? a.truth().compareTo(b.truth()) : a.name().compareTo(b.name()))
			.toList();
	}

	private static void explanations(List<DetectorResult> results, List<String> lines) {
		lines.add("## What they do");
		lines.add("");
		for (ScenarioFacts facts : facts(results)) {
			lines.add("- `" + facts.name() + "`: " + facts.sentence());
		}
	}

	private static String cell(Outcome outcome) {
		if (outcome.skipped() != null) {
			return "skipped: " + outcome.skipped();
		}
		String said = outcome.detections()
			.stream()
			.filter((detection) -> detection.kind() != Kind.RETURNED)
			.map(Markdown::said)
			.distinct()
			.collect(Collectors.joining(", "));
		String failed = (outcome.failure() == null) ? "" : outcome.isHarmed() ? " **harmed**" : " did not leak";
		return (said.isEmpty() ? NONE : said) + failed;
	}

	private static String said(Detection detection) {
		return detection.kind().name().toLowerCase(Locale.ROOT)
				+ ((detection.reason() != null) ? " " + detection.reason() : "");
	}

	private static String title(DetectorSpec spec) {
		return spec.name() + " " + spec.setting().name().toLowerCase(Locale.ROOT);
	}

	private static String share(@Nullable Double share) {
		return (share != null) ? String.format(Locale.ROOT, "%.2f", share) : NONE;
	}

	private static String seconds(@Nullable Duration time) {
		return (time != null) ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0) : NONE;
	}

	private static void row(List<String> lines, String... cells) {
		lines.add("| " + String.join(" | ", cells) + " |");
	}

}
