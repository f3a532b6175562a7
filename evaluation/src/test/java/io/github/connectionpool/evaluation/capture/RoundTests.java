package io.github.connectionpool.evaluation.capture;

import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.evaluation.detector.Detection;
import io.github.connectionpool.evaluation.detector.Detection.Kind;

import static org.assertj.core.api.Assertions.assertThat;

class RoundTests {

	private static final Pattern SITE = Pattern.compile(Pattern.quote("Shop.find("));

	private static final String LINE = "Shop.find(Shop.java:7)";

	@Test
	void whatIsSaidOfOneRoundIsNotSaidOfTheOther() {
		List<Detection> detections = List.of(said("pool-289", Kind.SUSPECT, ""), said("pool-289", Kind.LEAKED, ""),
				said("pool-290", Kind.LEAKED, LINE));
		Round first = Round.of(List.of("pool-289"), detections, SITE);
		Round second = Round.of(List.of("pool-290"), detections, SITE);
		assertThat(first.isCalled(Kind.LEAKED)).isTrue();
		assertThat(first.isNamed()).isFalse();
		assertThat(second.isCalled(Kind.LEAKED)).isTrue();
		assertThat(second.isNamed()).isTrue();
	}

	@Test
	void theBeginningOfAnIdIdentifiesNothing() {
		Round round = Round.of(List.of("pool-2"), List.of(said("pool-29", Kind.LEAKED, LINE)), SITE);
		assertThat(round.isCalled(Kind.SUSPECT)).isFalse();
		assertThat(round.isNamed()).isFalse();
		assertThat(round.verdict()).isEqualTo("–");
	}

	@Test
	void eachOfTheLostHasToBeCalledAndNamed() {
		List<String> both = List.of("pool-1", "pool-2");
		Detection one = said("pool-1", Kind.LEAKED, LINE);
		assertThat(Round.of(both, List.of(one), SITE).isCalled(Kind.LEAKED)).isFalse();
		Round halfNamed = Round.of(both, List.of(one, said("pool-2", Kind.LEAKED, "")), SITE);
		assertThat(halfNamed.isCalled(Kind.LEAKED)).isTrue();
		assertThat(halfNamed.isNamed()).isFalse();
		assertThat(Round.of(both, List.of(one, said("pool-2", Kind.LEAKED, LINE)), SITE).isNamed()).isTrue();
	}

	@Test
	void anotherLineIsNotTheOneThatBorrowed() {
		Round round = Round.of(List.of("pool-1"), List.of(said("pool-1", Kind.LEAKED, "Pet.find(Pet.java:7)")), SITE);
		assertThat(round.isNamed()).isFalse();
		assertThat(round.lost()).extracting(LostCheckout::line).containsExactly("Pet.find(Pet.java:7)");
	}

	@Test
	void aRoundThatLostNothingIsNeitherCalledNorNamed() {
		Round round = Round.of(List.of(), List.of(said("pool-1", Kind.LEAKED, LINE)), SITE);
		assertThat(round.isCalled(Kind.LEAKED)).isFalse();
		assertThat(round.isNamed()).isFalse();
	}

	@Test
	void whatIsSuspectIsNotLeakedAndWhatIsLeakedIsSuspect() {
		Round suspect = Round.of(List.of("pool-1"), List.of(said("pool-1", Kind.SUSPECT, LINE)), SITE);
		assertThat(suspect.isCalled(Kind.SUSPECT)).isTrue();
		assertThat(suspect.isCalled(Kind.LEAKED)).isFalse();
		assertThat(Round.of(List.of("pool-1"), List.of(said("pool-1", Kind.LEAKED, LINE)), SITE).isCalled(Kind.SUSPECT))
			.isTrue();
	}

	@Test
	void aSuspicionThatIsTakenBackNamesNothingMore() {
		Round round = Round.of(List.of("pool-1"),
				List.of(said("pool-1", Kind.SUSPECT, ""), said("pool-1", Kind.CLEARED, LINE)), SITE);
		assertThat(round.isNamed()).isFalse();
		assertThat(round.verdict()).isEqualTo("SUSPECT WORK_ENDED");
	}

	@Test
	void theLastVerdictOfEachIsToldOnce() {
		Round round = Round.of(List.of("pool-1", "pool-2"), List.of(said("pool-1", Kind.SUSPECT, LINE),
				said("pool-1", Kind.LEAKED, LINE), said("pool-2", Kind.LEAKED, LINE)), SITE);
		assertThat(round.verdict()).isEqualTo("LEAKED WORK_ENDED");
	}

	private static Detection said(String id, Kind kind, String line) {
		return new Detection("pool", 0, kind, "WORK_ENDED", id, line);
	}

}
