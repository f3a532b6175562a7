package io.github.connectionpool.evaluation.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.evaluation.detector.Detection.Kind;
import io.github.connectionpool.report.CheckoutReport.CallSiteFrom;
import io.github.connectionpool.report.CheckoutReport.LikelyCallSite;

import static org.assertj.core.api.Assertions.assertThat;

class RoundTests {

	private static final Pattern SITE = Pattern.compile(Pattern.quote("Shop.find("));

	private static final String LINE = "Shop.find(Shop.java:7)";

	@Test
	void whatIsSaidOfOneRoundIsNotSaidOfTheOther() {
		List<Accusation> accusations = List.of(said("pool-289", Kind.SUSPECT, ""), said("pool-289", Kind.LEAKED, ""),
				said("pool-290", Kind.LEAKED, LINE));
		Round first = Round.of(List.of("pool-289"), accusations, SITE);
		Round second = Round.of(List.of("pool-290"), accusations, SITE);
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
		Accusation one = said("pool-1", Kind.LEAKED, LINE);
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
		assertThat(round.foreign()).isEqualTo(1);
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
	void theLastVerdictOfEachIsToldOnce() {
		Round round = Round.of(List.of("pool-1", "pool-2"), List.of(said("pool-1", Kind.SUSPECT, LINE),
				said("pool-1", Kind.LEAKED, LINE), said("pool-2", Kind.LEAKED, LINE)), SITE);
		assertThat(round.verdict()).isEqualTo("LEAKED WORK_ENDED");
	}

	@Test
	void aLikelyLineNamesALeakOnlyIfItIsTheFirst() {
		Accusation first = likely("Pet.find(Pet.java:1)", LINE);
		assertThat(first.isFirst(SITE)).isFalse();
		assertThat(first.isAmong(SITE)).isTrue();
		assertThat(first.lines(SITE)).isEqualTo("3, 2* of 5");
		assertThat(likely(LINE).isFirst(SITE)).isTrue();
		assertThat(likely("Pet.find(Pet.java:1)").isAmong(SITE)).isFalse();
	}

	@Test
	void aCallSiteOfTheBorrowHasToBeTheLineThatBorrowed() {
		assertThat(said("pool-1", Kind.LEAKED, LINE).isForeign(SITE)).isFalse();
		assertThat(said("pool-1", Kind.LEAKED, "Pet.find(Pet.java:7)").isForeign(SITE)).isTrue();
		Accusation later = new Accusation("pool-1", Kind.LEAKED, null, "Pet.find(Pet.java:7)", CallSiteFrom.LATER_CALL,
				true, List.of());
		assertThat(later.isForeign(SITE)).isFalse();
		assertThat(new Accusation("pool-1", Kind.LEAKED, null, LINE, CallSiteFrom.BORROW, false, List.of())
			.isForeign(SITE)).isTrue();
	}

	private static Accusation likely(String... lines) {
		List<LikelyCallSite> likely = new ArrayList<>();
		for (String line : lines) {
			likely.add(new LikelyCallSite(line, 3 - likely.size(), 5));
		}
		return new Accusation("pool-1", Kind.LEAKED, "WORK_ENDED", null, null, true, likely);
	}

	private static Accusation said(String id, Kind kind, String line) {
		return new Accusation(id, kind, "WORK_ENDED", line.isEmpty() ? null : line,
				line.isEmpty() ? null : CallSiteFrom.BORROW, true, List.of());
	}

}
