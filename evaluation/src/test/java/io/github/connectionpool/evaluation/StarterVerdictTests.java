package io.github.connectionpool.evaluation;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.evaluation.database.EvaluationDatabase;
import io.github.connectionpool.evaluation.detector.Detection.Kind;
import io.github.connectionpool.evaluation.detector.DetectorSpec;
import io.github.connectionpool.evaluation.detector.Detectors;
import io.github.connectionpool.evaluation.detector.Setting;
import io.github.connectionpool.evaluation.runner.Evaluator;
import io.github.connectionpool.evaluation.runner.Plan;
import io.github.connectionpool.evaluation.scenario.Truth;
import io.github.connectionpool.evaluation.score.DetectorResult;
import io.github.connectionpool.evaluation.score.MustReach;
import io.github.connectionpool.evaluation.score.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All scenarios once before the starter. When it says something is not asserted here:
 * that is for the scorecard.
 */
@Tag("measured")
class StarterVerdictTests {

	private static final int MAX_CONNECTIONS = 300;

	private static List<Outcome> outcomes = List.of();

	private static DetectorResult result = new DetectorResult(starter(), outcomes);

	@BeforeAll
	static void runAllScenarios() throws Exception {
		try (EvaluationDatabase database = EvaluationDatabase.start(MAX_CONNECTIONS);
				PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
			Evaluator evaluator = new Evaluator(EvaluationApplication.class, database, nowhere);
			result = evaluator.evaluate(starter(), Plan.of(Scenarios.all(), starter()));
			outcomes = result.outcomes().stream().filter((outcome) -> outcome.skipped() == null).toList();
		}
	}

	private static DetectorSpec starter() {
		return Detectors.all()
			.stream()
			.filter((spec) -> spec.name().equals(Detectors.STARTER) && spec.setting() == Setting.SHORT_AGE)
			.findFirst()
			.orElseThrow();
	}

	@Test
	void everyScenarioDidWhatItsLabelSays() {
		assertThat(outcomes).filteredOn((outcome) -> outcome.failure() != null).isEmpty();
	}

	@Test
	void everyVerdictIsRight() {
		assertThat(MustReach.classification(result)).isEmpty();
	}

	@Test
	void everyLeakOfEndedWorkIsLeaked() {
		assertThat(outcomes)
			.filteredOn((outcome) -> outcome.facts().truth().isLeak() && !outcome.facts().stillHeldByRunningWork())
			.isNotEmpty()
			// only those that are not, so that a failure names them
			.filteredOn((outcome) -> !outcome.isSaid(Kind.LEAKED::equals))
			.isEmpty();
	}

	@Test
	void theCallSiteOfEveryLeakIsNamed() {
		assertThat(outcomes).filteredOn((outcome) -> outcome.facts().truth().isLeak() && !outcome.facts().unknownLine())
			.isNotEmpty()
			.filteredOn((outcome) -> !outcome.isLineNamed())
			.isEmpty();
	}

	@Test
	void whatRunningWorkStillHoldsIsSuspectAndNotLeaked() {
		assertThat(outcomes).filteredOn((outcome) -> outcome.facts().stillHeldByRunningWork())
			.isNotEmpty()
			.filteredOn((outcome) -> !outcome.isSaid(Kind.SUSPECT::equals) || outcome.isSaid(Kind.LEAKED::equals))
			.isEmpty();
	}

	@Test
	void noAccusationOfALeakIsWithdrawn() {
		assertThat(outcomes).filteredOn((outcome) -> outcome.facts().truth().isLeak())
			.isNotEmpty()
			.filteredOn(MustReach::isWithdrawn)
			.isEmpty();
	}

	@Test
	void noInnocentIsEverLeaked() {
		assertThat(outcomes).filteredOn((outcome) -> outcome.facts().truth() == Truth.INNOCENT)
			.isNotEmpty()
			.filteredOn((outcome) -> outcome.isSaid(Kind.LEAKED::equals))
			.isEmpty();
	}

}
