package io.github.connectionpool.evaluation.score;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.evaluation.detector.Detection;
import io.github.connectionpool.evaluation.detector.Detection.Kind;
import io.github.connectionpool.evaluation.detector.Setting;
import io.github.connectionpool.evaluation.scenario.Truth;

/**
 * What the starter promises, checked on what it has said.
 */
public final class MustReach {

	private static final Duration MEDIAN_SUSPECT = Duration.ofSeconds(2);

	private static final Duration WORST_SUSPECT = Duration.ofSeconds(3);

	private static final Duration WORST_LEAKED = Duration.ofSeconds(12);

	/** The one reason that is a matter of age. */
	private static final String NO_ACTIVITY = "NO_ACTIVITY";

	private MustReach() {
	}

	/**
	 * What was missed.
	 * @param result outcomes before the starter
	 * @return one sentence each, empty if all was reached
	 */
	public static List<String> missed(DetectorResult result) {
		List<String> missed = new ArrayList<>(classification(result));
		missed.addAll(times(result));
		return missed;
	}

	/**
	 * Which verdicts were wrong.
	 * @param result outcomes before the starter
	 * @return one sentence each, empty if none was
	 */
	public static List<String> classification(DetectorResult result) {
		List<String> missed = new ArrayList<>();
		for (Outcome outcome : result.outcomes()) {
			if (outcome.skipped() != null) {
				continue;
			}
			if (outcome.failure() != null) {
				missed.add(outcome.facts().name() + " failed: " + outcome.failure());
			}
			String wrong = wrong(outcome, result.spec().setting());
			if (wrong != null) {
				missed.add(outcome.facts().name() + " " + wrong);
			}
		}
		return missed;
	}

	private static @Nullable String wrong(Outcome outcome, Setting setting) {
		boolean leaked = outcome.isSaid(MustReach::isLeaked);
		if (outcome.facts().truth() == Truth.INNOCENT) {
			return leaked ? "is innocent and was called LEAKED, " + reason(outcome) : null;
		}
		if (outcome.facts().truth() == Truth.HANDED_ON_IDLE) {
			return wrongOfHandedOn(outcome);
		}
		if (outcome.facts().stillHeldByRunningWork()) {
			return wrongOfStillHeld(outcome, leaked, setting);
		}
		if (!leaked) {
			return "is a leak and was never called LEAKED";
		}
		return outcome.isLineNamed() ? null : "is a leak whose line was not named";
	}

	private static @Nullable String wrongOfStillHeld(Outcome outcome, boolean leaked, Setting setting) {
		if (leaked) {
			return "is held by running work and was called LEAKED, " + reason(outcome);
		}
		boolean suspected = outcome.isSaid(Kind.SUSPECT::equals);
		return (setting == Setting.SHORT_AGE && !suspected) ? "was never SUSPECT, though it is old" : null;
	}

	/** The first time nobody could have known; then its use is known. */
	private static @Nullable String wrongOfHandedOn(Outcome outcome) {
		boolean cleared = false;
		boolean accused = false;
		for (Detection detection : outcome.detections()) {
			if ("UNREACHABLE".equals(detection.reason())) {
				return "was called UNREACHABLE, which it was not";
			}
			if (detection.kind().isAccusation() && !NO_ACTIVITY.equals(detection.reason())) {
				if (cleared) {
					return "was accused again after it had been used";
				}
				accused = true;
			}
			cleared = cleared || detection.kind() == Kind.CLEARED;
		}
		return (accused && !cleared) ? "was accused and not cleared when it was used" : null;
	}

	private static List<String> times(DetectorResult result) {
		List<String> missed = new ArrayList<>();
		List<Outcome> leaks = result.counted()
			.stream()
			.filter((outcome) -> outcome.facts().truth().isLeak() && !outcome.facts().stillHeldByRunningWork())
			.toList();
		for (Outcome leak : leaks) {
			late(leak, leak.after(Kind::isAccusation), "SUSPECT", WORST_SUSPECT, missed);
			late(leak, leak.after(MustReach::isLeaked), "LEAKED", WORST_LEAKED, missed);
		}
		List<Duration> suspect = leaks.stream()
			.map((leak) -> leak.after(Kind::isAccusation))
			.filter(Objects::nonNull)
			.map(Duration.class::cast)
			.sorted()
			.toList();
		if (!suspect.isEmpty() && suspect.get(suspect.size() / 2).compareTo(MEDIAN_SUSPECT) > 0) {
			missed.add("half of the leaks were SUSPECT only after " + suspect.get(suspect.size() / 2).toMillis()
					+ " ms, not " + MEDIAN_SUSPECT.toMillis());
		}
		return missed;
	}

	private static void late(Outcome leak, @Nullable Duration time, String verdict, Duration worst,
			List<String> missed) {
		if (time != null && time.compareTo(worst) > 0) {
			missed.add("%s was %s only after %d ms, not %d".formatted(leak.facts().name(), verdict, time.toMillis(),
					worst.toMillis()));
		}
	}

	/**
	 * Whether innocents were called what they can never be.
	 * @param outcome an innocent
	 * @return true if it was called LEAKED, or UNREACHABLE where it had been handed on
	 */
	public static boolean isSlandered(Outcome outcome) {
		boolean handedOn = outcome.facts().truth() == Truth.HANDED_ON_IDLE;
		return outcome.detections()
			.stream()
			.anyMatch((detection) -> isLeaked(detection.kind())
					&& (!handedOn || "UNREACHABLE".equals(detection.reason())));
	}

	private static boolean isLeaked(Kind kind) {
		return kind == Kind.LEAKED;
	}

	private static String reason(Outcome outcome) {
		return outcome.first(MustReach::isLeaked).map(Detection::reason).orElse(NO_ACTIVITY);
	}

}
