package io.github.connectionpool.evaluation.capture;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.connectionpool.evaluation.detector.Detection.Kind;
import io.github.connectionpool.evaluation.scenario.Scenario;
import io.github.connectionpool.evaluation.scenario.ScenarioFacts;
import io.github.connectionpool.evaluation.scenario.leak.BesideTransaction;
import io.github.connectionpool.evaluation.scenario.leak.HeldOverLoop;
import io.github.connectionpool.internal.capture.StackCapture;

import static org.assertj.core.api.Assertions.assertThat;

class CaptureResultTests {

	private static final Round NAMED = round(Kind.LEAKED, true);

	private static final Round NOT_NAMED = round(Kind.LEAKED, false);

	private static final Round SUSPECT = round(Kind.SUSPECT, true);

	@Test
	void roundsAreCountedApart() {
		CaptureResult result = new CaptureResult(StackCapture.ADAPTIVE,
				List.of(leak(NOT_NAMED, NAMED), leak(NAMED, NAMED), leak(NOT_NAMED, NOT_NAMED)));
		assertThat(result.named(1)).isEqualTo(1);
		assertThat(result.named(2)).isEqualTo(2);
		assertThat(result.called(1)).isEqualTo(3);
		assertThat(result.calmStacks()).isEqualTo(15);
	}

	@Test
	void alwaysPromisesBothRoundsAdaptiveTheSecondAndNeverNone() {
		List<LeakResult> leaks = List.of(leak(NOT_NAMED, NOT_NAMED));
		assertThat(new CaptureResult(StackCapture.ALWAYS, leaks).missed()).containsExactly(
				"always: the line of beside-transaction was not named in round 1",
				"always: the line of beside-transaction was not named in round 2");
		assertThat(new CaptureResult(StackCapture.ADAPTIVE, leaks).missed())
			.containsExactly("adaptive: the line of beside-transaction was not named in round 2");
		assertThat(new CaptureResult(StackCapture.NEVER, leaks).missed()).isEmpty();
	}

	@Test
	void aLeakThatIsOnlySuspectIsMissedUnlessRunningWorkHoldsIt() {
		assertThat(new CaptureResult(StackCapture.NEVER, List.of(leak(SUSPECT, NAMED))).missed())
			.containsExactly("never: beside-transaction was not called LEAKED in round 1");
		LeakResult held = leak(HeldOverLoop.ThatGoesOn.class, SUSPECT, SUSPECT);
		assertThat(new CaptureResult(StackCapture.ALWAYS, List.of(held)).missed()).isEmpty();
	}

	@Test
	void aLeakThatDidNotComeAboutIsMissed() {
		LeakResult failed = new LeakResult(ScenarioFacts.of(BesideTransaction.class), "no room", 5, List.of(NAMED));
		CaptureResult result = new CaptureResult(StackCapture.NEVER, List.of(failed));
		assertThat(result.missed()).containsExactly("never: beside-transaction failed: no room");
		assertThat(result.called(2)).isZero();
	}

	@Test
	void thePageShowsTheCountsAndEachLeakWithAdaptive() {
		CaptureResult always = new CaptureResult(StackCapture.ALWAYS, List.of(leak(NAMED, NAMED)));
		CaptureResult adaptive = new CaptureResult(StackCapture.ADAPTIVE, List.of(leak(NOT_NAMED, NAMED)));
		String page = CapturePage.of(Map.of("cores", "2"), List.of(always, adaptive), List.of("something"));
		assertThat(page).contains("- cores: 2", "| always | 5 of 288, 1.7 % | 1 of 1 | 1 of 1 | 1 of 1 | 1 of 1 |",
				"| adaptive | 5 of 288, 1.7 % | 0 of 1 | 1 of 1 | 1 of 1 | 1 of 1 |", "- something",
				"| beside-transaction | own connection inside a transaction | 1 | no | LEAKED WORK_ENDED"
						+ " | yes | LEAKED WORK_ENDED |");
	}

	@Test
	void theJsonHasEachCheckoutThatWasLost() {
		CaptureResult result = new CaptureResult(StackCapture.ADAPTIVE, List.of(leak(NOT_NAMED, NAMED)));
		JsonNode json = JsonMapper.shared().readTree(CaptureJson.of(Map.of(), List.of(result), result.missed()));
		JsonNode capture = json.get("captures").get(0);
		assertThat(capture.get("namedInRound2").asInt()).isEqualTo(1);
		assertThat(capture.at("/scenarios/0/rounds/1/lost/0/id").asString()).isEqualTo("pool-1");
		assertThat(capture.at("/scenarios/0/rounds/1/lost/0/named").asBoolean()).isTrue();
		assertThat(json.get("missed").size()).isZero();
	}

	private static LeakResult leak(Round first, Round second) {
		return leak(BesideTransaction.class, first, second);
	}

	private static LeakResult leak(Class<? extends Scenario> type, Round first, Round second) {
		return new LeakResult(ScenarioFacts.of(type), null, 5, List.of(first, second));
	}

	private static Round round(Kind verdict, boolean named) {
		return new Round(List.of(new LostCheckout("pool-1", verdict, "WORK_ENDED", "a line", named)));
	}

}
