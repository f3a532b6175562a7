package io.github.connectionpool.evaluation.score;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.evaluation.detector.Detection;
import io.github.connectionpool.evaluation.detector.Detection.Kind;
import io.github.connectionpool.evaluation.scenario.ScenarioFacts;

/**
 * What came of one run of a scenario before one detector. Immutable.
 *
 * @param facts the scenario
 * @param skipped why it was not run, null if it was
 * @param failure how an innocent was kept from working, or a leak from leaking; null if
 * all went as it should
 * @param workEndedNanos when the work of a leak had ended, null for innocents
 * @param detections all that was said about its pool, in order
 */
public record Outcome(ScenarioFacts facts, @Nullable String skipped, @Nullable String failure,
		@Nullable Long workEndedNanos, List<Detection> detections) {

	/**
	 * Create for a scenario that could not be run.
	 * @param facts the scenario
	 * @param reason why not
	 * @return an outcome that counts nowhere
	 */
	public static Outcome skipped(ScenarioFacts facts, String reason) {
		return new Outcome(facts, reason, null, null, List.of());
	}

	/**
	 * Whether it says something about the detector.
	 * @return false if it was skipped, or a leak did not come about
	 */
	public boolean counts() {
		return this.skipped == null && !(this.facts.truth().isLeak() && this.failure != null);
	}

	/**
	 * Whether healthy work was kept from working.
	 * @return true for innocents that failed
	 */
	public boolean isHarmed() {
		return !this.facts.truth().isLeak() && this.failure != null;
	}

	/**
	 * The first detection of a kind.
	 * @param kind tells which
	 * @return empty if there is none
	 */
	public Optional<Detection> first(Predicate<Kind> kind) {
		return this.detections.stream().filter((detection) -> kind.test(detection.kind())).findFirst();
	}

	/**
	 * Whether something was said.
	 * @param kind tells what
	 * @return true if it was said once at least
	 */
	public boolean isSaid(Predicate<Kind> kind) {
		return first(kind).isPresent();
	}

	/**
	 * How long after the end of the work something was said first.
	 * @param kind tells what
	 * @return zero if it was said before that, null if it was not said
	 */
	public @Nullable Duration after(Predicate<Kind> kind) {
		Detection first = first(kind).orElse(null);
		if (first == null || this.workEndedNanos == null) {
			return null;
		}
		return Duration.ofNanos(Math.max(0, first.nanos() - this.workEndedNanos));
	}

	/**
	 * Whether an accusation names the line that borrowed.
	 * @return false if none does
	 */
	public boolean isLineNamed() {
		return this.detections.stream()
			.anyMatch((detection) -> detection.kind().isAccusation()
					&& this.facts.site().matcher(detection.text()).find());
	}

}
