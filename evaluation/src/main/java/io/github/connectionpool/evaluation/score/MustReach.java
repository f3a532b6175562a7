package io.github.connectionpool.evaluation.score;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

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
	 * The misses.
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
			if (outcome.failure() != null && !isTakenFromHandOff(outcome)) {
				missed.add(outcome.facts().name() + " failed: " + outcome.failure());
			}
			if (outcome.facts().truth() != Truth.LEAK && outcome.isSaid(Kind.DEADLOCKED::equals)) {
				missed.add(outcome.facts().name() + " comes to its end and was called a deadlock");
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
		return wrongOfLeak(outcome);
	}

	private static @Nullable String wrongOfLeak(Outcome outcome) {
		long leaked = outcome.detections()
			.stream()
			.filter((detection) -> isLeaked(detection.kind()))
			.map(Detection::id)
			.distinct()
			.count();
		if (leaked == 0) {
			return "is a leak and was never called LEAKED";
		}
		if (leaked < outcome.facts().loses()) {
			return "loses " + outcome.facts().loses() + " connections, of which " + leaked + " were called LEAKED";
		}
		if (isWithdrawn(outcome)) {
			return "is a leak whose accusation was withdrawn without a use or a return";
		}
		return (outcome.isLineNamed() || outcome.facts().unknownLine()) ? null : "is a leak whose line was not named";
	}

	/**
	 * Whether an accusation of a leak was withdrawn without a use or a return. A lost
	 * connection is neither used nor returned after the end of its work.
	 * @param outcome a leak
	 * @return true if one was withdrawn that was raised after the end of the work
	 */
	public static boolean isWithdrawn(Outcome outcome) {
		Long ended = outcome.workEndedNanos();
		if (ended == null) {
			return false;
		}
		Set<String> accused = new HashSet<>();
		for (Detection detection : outcome.detections()) {
			String id = detection.id();
			if (id == null || detection.nanos() < ended) {
				continue;
			}
			if (detection.kind().isAccusation()) {
				accused.add(id);
			}
			else if ((detection.kind() == Kind.CLEARED || detection.kind() == Kind.RETURNED) && accused.contains(id)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * With {@code reclaim=leaked}, a hand-off that lies idle is taken for a leak once.
	 */
	private static boolean isTakenFromHandOff(Outcome outcome) {
		return outcome.facts().truth() == Truth.HANDED_ON_IDLE && outcome.isSaid(Kind.RECLAIMED::equals);
	}

	private static @Nullable String wrongOfStillHeld(Outcome outcome, boolean leaked, Setting setting) {
		if (leaked) {
			return "is held by running work and was called LEAKED, " + reason(outcome);
		}
		boolean suspected = outcome.isSaid(Kind.SUSPECT::equals);
		return (setting == Setting.SHORT_AGE && !suspected) ? "was never SUSPECT, though it is old" : null;
	}

	/** The first time no detector could have known. Then its use is known. */
	private static @Nullable String wrongOfHandedOn(Outcome outcome) {
		if (isTakenFromHandOff(outcome)) {
			return null;
		}
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
			late(leak, leak.after(MustReach::isLeaked), "LEAKED", worstLeaked(leak), missed);
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

	/** A line whose connections have been seen to lie is watched with patience. */
	private static Duration worstLeaked(Outcome leak) {
		Duration patience = leak.facts().patience();
		return patience.isZero() ? WORST_LEAKED : patience.plus(WORST_SUSPECT);
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

	/**
	 * Whether an innocent was kept from working.
	 * @param outcome an innocent
	 * @return true unless it is a hand-off that lay idle and was taken away for that
	 */
	public static boolean isHarmed(Outcome outcome) {
		return outcome.isHarmed() && !isTakenFromHandOff(outcome);
	}

	private static boolean isLeaked(Kind kind) {
		return kind == Kind.LEAKED;
	}

	private static String reason(Outcome outcome) {
		return outcome.first(MustReach::isLeaked).map(Detection::reason).orElse(NO_ACTIVITY);
	}

}
