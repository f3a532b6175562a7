package io.github.connectionpool.evaluation.capture;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.connectionpool.evaluation.detector.Detection.Kind;
import io.github.connectionpool.evaluation.scenario.Practised.Place;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.ScenarioFacts;
import io.github.connectionpool.evaluation.scenario.leak.BesideTransaction;
import io.github.connectionpool.evaluation.scenario.leak.HeldOverLoop;
import io.github.connectionpool.internal.capture.StackCapture;

import static org.assertj.core.api.Assertions.assertThat;

class CaptureResultTests {

	private static final Borrows CALM = new Borrows(288, 288, 5, 0, 0, 0);

	private static final Round NAMED = round(Kind.LEAKED, true);

	private static final Round NOT_NAMED = round(Kind.LEAKED, false);

	private static final Round SUSPECT = round(Kind.SUSPECT, true);

	@Test
	void roundsAreCountedApart() {
		CaptureResult result = result(StackCapture.ADAPTIVE, leak(NOT_NAMED, NAMED), leak(NAMED, NAMED),
				leak(NOT_NAMED, NOT_NAMED));
		assertThat(result.named(1)).isEqualTo(1);
		assertThat(result.named(2)).isEqualTo(2);
		assertThat(result.called(1)).isEqualTo(3);
		assertThat(result.calm().stacks()).isEqualTo(15);
	}

	@Test
	void alwaysAndAdaptivePromiseBothRoundsAndNeverNone() {
		LeakResult leaks = leak(NOT_NAMED, NOT_NAMED);
		assertThat(result(StackCapture.ALWAYS, leaks).missed()).containsExactly(
				"always: the line of beside-transaction was not named in round 1",
				"always: the line of beside-transaction was not named in round 2");
		assertThat(result(StackCapture.ADAPTIVE, leaks).missed()).containsExactly(
				"adaptive: the line of beside-transaction was not named in round 1",
				"adaptive: the line of beside-transaction was not named in round 2");
		assertThat(result(StackCapture.NEVER, leaks).missed()).isEmpty();
	}

	@Test
	void aLeakThatIsOnlySuspectIsMissedUnlessRunningWorkHoldsIt() {
		assertThat(result(StackCapture.NEVER, leak(SUSPECT, NAMED)).missed())
			.containsExactly("never: beside-transaction was not called LEAKED in round 1");
		LeakResult held = leak(HeldOverLoop.ThatGoesOn.class, SUSPECT, SUSPECT);
		assertThat(result(StackCapture.ALWAYS, held).missed()).isEmpty();
	}

	@Test
	void aLeakThatDidNotComeAboutIsMissed() {
		LeakResult failed = new LeakResult(ScenarioFacts.of(BesideTransaction.class), false, Place.FIRST, "no room",
				CALM, List.of(NAMED));
		CaptureResult result = result(StackCapture.NEVER, failed);
		assertThat(result.missed()).containsExactly("never: beside-transaction failed: no room");
		assertThat(result.called(2)).isZero();
	}

	@Test
	void thePageShowsTheCountsAndEachLeakWithAdaptive() {
		CaptureResult always = result(StackCapture.ALWAYS, leak(NAMED, NAMED));
		CaptureResult adaptive = result(StackCapture.ADAPTIVE, leak(NOT_NAMED, NAMED));
		String page = CapturePage.of(Map.of("cores", "2"), List.of(always, adaptive), List.of("something"));
		assertThat(page).contains("- cores: 2", "| always | 5 of 288, 1.7 % | 1 of 1 | 1 of 1 | 1 of 1 | 1 of 1 |",
				"| adaptive | 5 of 288, 1.7 % | 0 of 1 | 1 of 1 | 1 of 1 | 1 of 1 |", "- something",
				"| beside-transaction | own connection inside a transaction | 1 | no | LEAKED WORK_ENDED"
						+ " | yes | LEAKED WORK_ENDED |");
	}

	@Test
	void theJsonHasEachCheckoutThatWasLost() {
		CaptureResult result = result(StackCapture.ADAPTIVE, leak(NOT_NAMED, NAMED));
		JsonNode json = JsonMapper.shared().readTree(CaptureJson.of(Map.of(), List.of(result), result.missed()));
		JsonNode capture = json.get("captures").get(0);
		assertThat(capture.get("namedInRound2").asInt()).isEqualTo(1);
		assertThat(capture.at("/scenarios/0/rounds/1/lost/0/id").asString()).isEqualTo("pool-1");
		assertThat(capture.at("/scenarios/0/rounds/1/lost/0/named").asBoolean()).isTrue();
		assertThat(capture.at("/scenarios/0/before/stacks").asInt()).isEqualTo(5);
		assertThat(json.get("missed").size()).isEqualTo(1);
	}

	@Test
	void aRareLineOfTwoHasOnlyToBeShown() {
		LeakResult rare = practised(Place.AMONG, new Borrows(1_000, 900, 27, 100, 99, 0));
		CaptureResult result = new CaptureResult(StackCapture.ADAPTIVE, List.of(), List.of(rare), 1_048_576);
		assertThat(result.missed()).isEmpty();
		assertThat(Targets.of(List.of(result))).allMatch(Targets.Target::reached);
		assertThat(
				new CaptureResult(StackCapture.ADAPTIVE, List.of(), List.of(practised(Place.FIRST, rare.before())), 0)
					.missed())
			.containsExactly("adaptive: the line of beside-transaction in use was not named in round 1");
	}

	@Test
	void eachTargetOfTheDefaultCanBeMissed() {
		LeakResult leak = practised(Place.FIRST, new Borrows(1_000, 900, 28, 100, 98, 1));
		CaptureResult result = new CaptureResult(StackCapture.ADAPTIVE, List.of(leak(NOT_NAMED, NAMED)), List.of(leak),
				1_048_577);
		assertThat(Targets.of(List.of(result))).filteredOn((target) -> !target.reached())
			.extracting(Targets.Target::figure)
			.containsExactly("3.1 % of 900 borrows, 3.1 % in the median case", "0 of 1", "0 of 1", "1",
					"98.00 % of 100", "1,024 KB");
	}

	private static LeakResult practised(Place place, Borrows before) {
		return new LeakResult(ScenarioFacts.of(BesideTransaction.class), false, place, null, before,
				List.of(NOT_NAMED));
	}

	private static CaptureResult result(StackCapture capture, LeakResult... leaks) {
		return new CaptureResult(capture, List.of(leaks), List.of(), 0);
	}

	private static LeakResult leak(Round first, Round second) {
		return leak(BesideTransaction.class, first, second);
	}

	private static LeakResult leak(Class<? extends Scenario> type, Round first, Round second) {
		return new LeakResult(ScenarioFacts.of(type), false, Place.FIRST, null, CALM, List.of(first, second));
	}

	private static Round round(Kind verdict, boolean named) {
		return new Round(List.of(new LostCheckout("pool-1", verdict, "WORK_ENDED", "own", named, true, false)));
	}

}
