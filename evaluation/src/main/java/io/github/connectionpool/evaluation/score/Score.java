package io.github.connectionpool.evaluation.score;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.evaluation.detector.Detection.Kind;

/**
 * A row of the scorecard. Immutable.
 *
 * @param leaks how many leaks there were
 * @param found how many of them were accused
 * @param innocents how many innocents there were
 * @param accused how many of them were accused
 * @param median median time from the end of the work to the accusation, null without any
 * @param worst worst time, null without any
 * @param lineNamed of how many leaks the line was named
 * @param killed how many innocents could not go on
 */
public record Score(int leaks, int found, int innocents, int accused, @Nullable Duration median,
		@Nullable Duration worst, int lineNamed, int killed) {

	/**
	 * Score a detector.
	 * @param result its outcomes
	 * @param accusation the judgements that count as an accusation
	 * @return the row
	 */
	public static Score of(DetectorResult result, Predicate<Kind> accusation) {
		List<Outcome> leaks = result.counted().stream().filter((one) -> one.facts().truth().isLeak()).toList();
		List<Outcome> innocents = result.counted().stream().filter((one) -> !one.facts().truth().isLeak()).toList();
		List<Duration> times = leaks.stream()
			.map((leak) -> leak.after(accusation))
			.filter(Objects::nonNull)
			.map(Duration.class::cast)
			.sorted()
			.toList();
		return new Score(leaks.size(), count(leaks, (leak) -> leak.isSaid(accusation)), innocents.size(),
				count(innocents, (innocent) -> innocent.isSaid(accusation)), median(times),
				times.isEmpty() ? null : times.get(times.size() - 1), count(leaks, Outcome::isLineNamed),
				count(innocents, Outcome::isHarmed));
	}

	/**
	 * How many of the accused are leaks.
	 * @return 0 to 1, null if there was no accusation
	 */
	public @Nullable Double precision() {
		int all = this.found + this.accused;
		return (all > 0) ? (double) this.found / all : null;
	}

	/**
	 * How many of the leaks are accused.
	 * @return 0 to 1, null if there were no leaks
	 */
	public @Nullable Double recall() {
		return (this.leaks > 0) ? (double) this.found / this.leaks : null;
	}

	private static int count(List<Outcome> outcomes, Predicate<Outcome> which) {
		return (int) outcomes.stream().filter(which).count();
	}

	private static @Nullable Duration median(List<Duration> sorted) {
		if (sorted.isEmpty()) {
			return null;
		}
		int middle = sorted.size() / 2;
		return (sorted.size() % 2 == 1) ? sorted.get(middle)
				: sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
	}

}
