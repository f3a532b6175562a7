package io.github.connectionpool.evaluation.score;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.evaluation.detector.Detection;
import io.github.connectionpool.evaluation.detector.Detection.Kind;
import io.github.connectionpool.evaluation.detector.DetectorSpec;
import io.github.connectionpool.evaluation.detector.Setting;
import io.github.connectionpool.evaluation.scenario.LeakClass;
import io.github.connectionpool.evaluation.scenario.ScenarioFacts;
import io.github.connectionpool.evaluation.scenario.Truth;

import static org.assertj.core.api.Assertions.assertThat;

class MustReachTests {

	private static final String WORK_ENDED = "WORK_ENDED";

	@Test
	void aLeakThatIsLeakedIsRight() {
		assertThat(classification(leak(1, said("1", Kind.SUSPECT, 3), said("1", Kind.LEAKED, 11)))).isEmpty();
	}

	@Test
	void aLeakMustNotBeWithdrawnAfterTheEndOfItsWork() {
		assertThat(classification(
				leak(1, said("1", Kind.LEAKED, 11), said("1", Kind.CLEARED, 14), said("1", Kind.LEAKED, 30))))
			.containsExactly("any is a leak whose accusation was withdrawn without a use or a return");
	}

	@Test
	void anotherCheckoutMayBeClearedBefore() {
		assertThat(classification(
				leak(1, said("1", Kind.SUSPECT, -4), said("1", Kind.CLEARED, 1), said("2", Kind.LEAKED, 18))))
			.isEmpty();
	}

	@Test
	void allThatALeakLosesMustBeLeaked() {
		assertThat(classification(leak(2, said("1", Kind.LEAKED, 11))))
			.containsExactly("any loses 2 connections, of which 1 were called LEAKED");
	}

	@Test
	void anInnocentThatComesToItsEndIsNoDeadlock() {
		assertThat(classification(outcome(Truth.INNOCENT, 1, null, said(null, Kind.DEADLOCKED, 2))))
			.containsExactly("any comes to its end and was called a deadlock");
	}

	@Test
	void aHandOffThatLiesIdleMayBeTakenAwayAndNoOtherInnocent() {
		assertThat(classification(outcome(Truth.HANDED_ON_IDLE, 1, "it is closed", said("1", Kind.LEAKED, 11),
				said("1", Kind.RECLAIMED, 11))))
			.isEmpty();
		assertThat(classification(
				outcome(Truth.INNOCENT, 1, "it is closed", said("1", Kind.LEAKED, 11), said("1", Kind.RECLAIMED, 11))))
			.containsExactly("any failed: it is closed", "any is innocent and was called LEAKED, WORK_ENDED");
	}

	@Test
	void aHandOffMustNotBeAccusedAgainAfterItWasUsed() {
		assertThat(classification(outcome(Truth.HANDED_ON_IDLE, 1, null, said("1", Kind.LEAKED, 11),
				said("1", Kind.CLEARED, 13), said("1", Kind.SUSPECT, 20))))
			.containsExactly("any was accused again after it had been used");
	}

	private static List<String> classification(Outcome outcome) {
		DetectorSpec spec = new DetectorSpec("any", Setting.USUAL, "any", Duration.ZERO, false, (database) -> {
			throw new UnsupportedOperationException();
		});
		return MustReach.classification(new DetectorResult(spec, List.of(outcome)));
	}

	private static Outcome leak(int loses, Detection... detections) {
		return outcome(Truth.LEAK, loses, null, detections);
	}

	private static Outcome outcome(Truth truth, int loses, @Nullable String failure, Detection... detections) {
		ScenarioFacts facts = new ScenarioFacts("any", "any", truth, truth.isLeak() ? LeakClass.NEVER_CLOSED : null,
				Pattern.compile("Orders\\.find\\("), 1, false, false, false, loses, Duration.ZERO, false);
		return new Outcome(facts, null, failure, truth.isLeak() ? 0L : null, List.of(detections));
	}

	private static Detection said(@Nullable String id, Kind kind, long atSeconds) {
		return new Detection("pool", Duration.ofSeconds(atSeconds).toNanos(), kind, WORK_ENDED, id,
				"at shop.Orders.find(Orders.java:1)");
	}

}
