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

class ScoreTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	@Test
	void precisionCountsTheInnocentsThatAreAccused() {
		Score score = score(leak(0, said(Kind.REPORTED, 1)), innocent(said(Kind.REPORTED, 1)), innocent());
		assertThat(score.precision()).isEqualTo(0.5);
		assertThat(score.recall()).isEqualTo(1);
		assertThat(score.accused()).isEqualTo(1);
	}

	@Test
	void recallCountsTheLeaksThatAreNotFound() {
		Score score = score(leak(0, said(Kind.SUSPECT, 1)), leak(0));
		assertThat(score.recall()).isEqualTo(0.5);
		assertThat(score.precision()).isEqualTo(1);
	}

	@Test
	void nobodyAccusedLeavesPrecisionOpen() {
		assertThat(score(leak(0), innocent()).precision()).isNull();
	}

	@Test
	void timesAreFromTheEndOfTheWork() {
		Score score = score(leak(2, said(Kind.REPORTED, 3)), leak(2, said(Kind.REPORTED, 7)));
		assertThat(score.median()).isEqualTo(Duration.ofSeconds(3));
		assertThat(score.worst()).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void aReportBeforeTheEndOfTheWorkCountsAsZero() {
		assertThat(score(leak(5, said(Kind.REPORTED, 3))).worst()).isEqualTo(Duration.ZERO);
	}

	@Test
	void whatDidNotLeakSaysNothing() {
		Outcome failed = new Outcome(facts(Truth.LEAK), null, "it did not fail", null, List.of());
		assertThat(score(failed).leaks()).isZero();
	}

	@Test
	void anInnocentThatFailsIsKilled() {
		Outcome failed = new Outcome(facts(Truth.INNOCENT), null, "connection is closed", null, List.of());
		assertThat(score(failed).killed()).isEqualTo(1);
	}

	@Test
	void onlyAnAccusationNamesTheLine() {
		assertThat(leak(0, said(Kind.REPORTED, 1)).isLineNamed()).isTrue();
		assertThat(leak(0, said(Kind.RETURNED, 1)).isLineNamed()).isFalse();
	}

	private static Score score(Outcome... outcomes) {
		DetectorSpec spec = new DetectorSpec("any", Setting.USUAL, "any", Duration.ZERO, true, (database) -> {
			throw new UnsupportedOperationException();
		});
		return Score.of(new DetectorResult(spec, List.of(outcomes)), Kind::isAccusation);
	}

	private static Outcome leak(long endedSeconds, Detection... detections) {
		return outcome(Truth.LEAK, endedSeconds * SECOND, detections);
	}

	private static Outcome innocent(Detection... detections) {
		return outcome(Truth.INNOCENT, null, detections);
	}

	private static Outcome outcome(Truth truth, @Nullable Long endedNanos, Detection... detections) {
		return new Outcome(facts(truth), null, null, endedNanos, List.of(detections));
	}

	private static Detection said(Kind kind, long atSeconds) {
		return new Detection("pool", atSeconds * SECOND, kind, null, null, "at shop.Orders.find(Orders.java:1)");
	}

	private static ScenarioFacts facts(Truth truth) {
		return new ScenarioFacts("any", "any", truth, truth.isLeak() ? LeakClass.NEVER_CLOSED : null,
				Pattern.compile("Orders\\.find\\("), 1, false, false, false, 1, Duration.ZERO, false);
	}

}
