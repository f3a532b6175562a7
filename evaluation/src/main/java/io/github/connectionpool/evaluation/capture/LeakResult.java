package io.github.connectionpool.evaluation.capture;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.evaluation.detector.Detection.Kind;
import io.github.connectionpool.evaluation.scenario.LeakClass;
import io.github.connectionpool.evaluation.scenario.Practised.Place;
import io.github.connectionpool.evaluation.scenario.ScenarioFacts;

/**
 * What came of one leak that happened once or twice to the same pool. Immutable.
 *
 * @param facts the leak
 * @param harder whether it is none of the scorecard
 * @param place the place that its line should have among those that are named
 * @param failure why it did not happen, null if it did
 * @param before the borrows before it
 * @param rounds the first time and the next
 */
record LeakResult(ScenarioFacts facts, boolean harder, Place place, @Nullable String failure, Borrows before,
		List<Round> rounds) {

	/** What the starter is expected to say of it in the end. */
	static Kind expected(ScenarioFacts facts) {
		return facts.stillHeldByRunningWork() ? Kind.SUSPECT : Kind.LEAKED;
	}

	/** Whether it happens only where no more connections can be had. */
	static boolean needsFullPool(ScenarioFacts facts) {
		return facts.leakClass() == LeakClass.PARTIAL_BATCH;
	}

	/**
	 * One of the rounds.
	 * @param number 1 or 2
	 * @return nothing lost if it did not come to that
	 */
	Round round(int number) {
		return (this.rounds.size() >= number) ? this.rounds.get(number - 1) : new Round(List.of());
	}

	boolean isCalled(int round) {
		return round(round).isCalled(expected(this.facts));
	}

	boolean isNamed(int round) {
		return round(round).isNamed();
	}

	/** Whether the line has the place that it should have. */
	boolean isPlaced(int round) {
		return switch (this.place) {
			case FIRST -> isNamed(round);
			case AMONG -> round(round).isAmong();
			case ANY -> true;
		};
	}

}
