package io.github.connectionpool.evaluation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.connectionpool.evaluation.approach.Comparison;
import io.github.connectionpool.evaluation.capture.CaptureArguments;
import io.github.connectionpool.evaluation.capture.CaptureEvaluation;
import io.github.connectionpool.evaluation.database.EvaluationDatabase;
import io.github.connectionpool.evaluation.deadlock.DeadlockEvaluation;
import io.github.connectionpool.evaluation.detector.DetectorSpec;
import io.github.connectionpool.evaluation.detector.Detectors;
import io.github.connectionpool.evaluation.detector.Setting;
import io.github.connectionpool.evaluation.friday.Friday;
import io.github.connectionpool.evaluation.planner.PlannerArguments;
import io.github.connectionpool.evaluation.planner.PlannerEvaluation;
import io.github.connectionpool.evaluation.runner.Arguments;
import io.github.connectionpool.evaluation.runner.Candidate;
import io.github.connectionpool.evaluation.runner.Evaluator;
import io.github.connectionpool.evaluation.runner.Plan;
import io.github.connectionpool.evaluation.score.DetectorResult;
import io.github.connectionpool.evaluation.score.Json;
import io.github.connectionpool.evaluation.score.Machine;
import io.github.connectionpool.evaluation.score.Markdown;
import io.github.connectionpool.evaluation.score.MustReach;
import io.github.connectionpool.evaluation.score.Outcome;

/**
 * The command: runs the scenarios before one detector after the other, writes the
 * scorecard, and fails if the starter has missed what it promises.
 */
public final class Evaluation {

	private static final int MAX_CONNECTIONS = 1000;

	private static final int COPIES = 10;

	private static final Duration SHORT_HORIZON = Duration.ofSeconds(15);

	private final Arguments arguments;

	private final PrintStream out;

	private Evaluation(Arguments arguments, PrintStream out) {
		this.arguments = arguments;
		this.out = out;
	}

	public static void main(String[] args) throws Exception {
		if (Arrays.asList(args).contains(PlannerArguments.COMMAND)) {
			plan(args);
			return;
		}
		if (Arrays.asList(args).contains(CaptureArguments.COMMAND)) {
			capture(args);
			return;
		}
		if (Arrays.asList(args).contains(DeadlockEvaluation.COMMAND)) {
			deadlocks(args);
			return;
		}
		if (Arrays.asList(args).contains(Friday.COMMAND)) {
			System.exit(Friday.run(args));
		}
		if (Comparison.isMeant(args)) {
			System.exit(Comparison.run(args));
		}
		Arguments arguments;
		try {
			arguments = Arguments.of(args);
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage() + "\n" + Arguments.USAGE + "\n" + PlannerArguments.USAGE + "\n"
					+ CaptureArguments.USAGE + "\n" + DeadlockEvaluation.USAGE + "\n" + Friday.USAGE);
			System.exit(2);
			return;
		}
		List<String> missed = new Evaluation(arguments, System.out).run();
		// leaked connections and idle workers must not keep the JVM
		System.exit(missed.isEmpty() ? 0 : 1);
	}

	private static void plan(String[] args) throws Exception {
		PlannerArguments arguments;
		try {
			arguments = PlannerArguments.of(args);
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage() + "\n" + PlannerArguments.USAGE);
			System.exit(2);
			return;
		}
		System.exit(new PlannerEvaluation(arguments, System.out).run().isEmpty() ? 0 : 1);
	}

	private static void deadlocks(String[] args) throws Exception {
		DeadlockEvaluation evaluation;
		try {
			evaluation = new DeadlockEvaluation(EvaluationApplication.class, args, System.out);
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage() + "\n" + DeadlockEvaluation.USAGE);
			System.exit(2);
			return;
		}
		System.exit(evaluation.run().isEmpty() ? 0 : 1);
	}

	private static void capture(String[] args) throws Exception {
		CaptureEvaluation evaluation;
		try {
			CaptureArguments arguments = CaptureArguments.of(args);
			evaluation = new CaptureEvaluation(EvaluationApplication.class, Scenarios.all(), Scenarios.practised(),
					arguments, System.out);
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage() + "\n" + CaptureArguments.USAGE);
			System.exit(2);
			return;
		}
		System.exit(evaluation.run().isEmpty() ? 0 : 1);
	}

	private List<String> run() throws Exception {
		List<DetectorResult> results = new ArrayList<>();
		Map<String, String> machine;
		try (EvaluationDatabase database = EvaluationDatabase.start(MAX_CONNECTIONS)) {
			machine = Machine.describe(database.version());
			Evaluator evaluator = new Evaluator(EvaluationApplication.class, database, this.out);
			for (DetectorSpec spec : this.arguments.detectors()) {
				results.add(repeat(evaluator, spec));
				// the results so far are kept if a later detector cannot be evaluated
				write(machine, results);
			}
		}
		List<String> missed = write(machine, results);
		if (this.arguments.innocentsOnly()) {
			results.forEach(this::sayHowMany);
		}
		missed.forEach((sentence) -> this.out.println("missed: " + sentence));
		this.out.println("The scorecard is in " + this.arguments.out().toAbsolutePath());
		return missed;
	}

	private void sayHowMany(DetectorResult result) {
		long slandered = result.outcomes().stream().filter(MustReach::isSlandered).count();
		this.out.println("%s (%s): %d of %d runs of innocents were called LEAKED".formatted(result.spec().name(),
				result.spec().text(), slandered, result.counted().size()));
	}

	private DetectorResult repeat(Evaluator evaluator, DetectorSpec spec) throws InterruptedException {
		List<Outcome> outcomes = new ArrayList<>();
		Plan plan = plan(spec);
		int rounds = (this.arguments.repetitions() + plan.copies() - 1) / plan.copies();
		for (int round = 1; round <= rounds; round++) {
			if (rounds > 1) {
				this.out.println("Round " + round + " of " + rounds);
			}
			outcomes.addAll(evaluator.evaluate(spec, plan).outcomes());
		}
		return new DetectorResult(spec, outcomes);
	}

	private Plan plan(DetectorSpec spec) {
		List<Candidate> candidates = Scenarios.all()
			.stream()
			.filter((candidate) -> this.arguments.scenarios().test(candidate.facts().name()))
			.toList();
		if (!this.arguments.innocentsOnly()) {
			return Plan.of(candidates, spec);
		}
		List<Candidate> innocents = candidates.stream()
			.filter((candidate) -> !candidate.facts().truth().isLeak())
			.toList();
		return new Plan(innocents, Math.min(COPIES, this.arguments.repetitions()), SHORT_HORIZON, Duration.ZERO, true);
	}

	private List<String> write(Map<String, String> machine, List<DetectorResult> results) throws IOException {
		List<String> missed = results.stream()
			.filter((result) -> result.spec().name().equals(Detectors.STARTER)
					&& result.spec().setting() != Setting.SHORTEST)
			.flatMap((result) -> missed(result).stream())
			.toList();
		Files.createDirectories(this.arguments.out());
		Files.writeString(this.arguments.out().resolve("scorecard.md"), Markdown.of(machine, results, missed));
		Files.writeString(this.arguments.out().resolve("scorecard.json"), Json.of(machine, results, missed));
		return missed;
	}

	private List<String> missed(DetectorResult result) {
		if (!this.arguments.innocentsOnly()) {
			return MustReach.missed(result).stream().map((sentence) -> result.spec().text() + ": " + sentence).toList();
		}
		return result.outcomes()
			.stream()
			.filter((outcome) -> MustReach.isSlandered(outcome) || MustReach.isHarmed(outcome))
			.map((outcome) -> outcome.facts().name() + ": " + outcome.detections() + " " + outcome.failure())
			.toList();
	}

}
