package io.github.connectionpool.evaluation.friday;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What became of one run. Times are in seconds since the beginning of its traffic.
 * Immutable.
 *
 * @param protection what the instances had against leaks
 * @param traffic the answers
 * @param kinds how many answers there are of each kind
 * @param lost how many connections were lost, by the pools' own account
 * @param firstLost when the request was sent that lost the first
 * @param end the end of the traffic
 * @param log the first line of the log that tells a leak, null if none does
 * @param health the first change of health, null if there was none
 * @param alert the first alert at the webhook, null if none came
 * @param named the first alert that has the line, null if none has
 */
record FridayResult(Protection protection, TrafficLog traffic, NavigableMap<String, Integer> kinds, int lost,
		double firstLost, double end, @Nullable Told log, @Nullable Told health, @Nullable Told alert,
		@Nullable Told named) {

	/** All visitors. */
	int visitors() {
		return this.kinds.values().stream().mapToInt(Integer::intValue).sum();
	}

	int served() {
		return this.kinds.getOrDefault(TrafficLog.SERVED, 0);
	}

	int withoutConnection() {
		return this.kinds.getOrDefault(TrafficLog.NO_CONNECTION, 0);
	}

	/** Visitors without an answer: a connection may be what they waited for. */
	int unanswered() {
		return Stream.of(TrafficLog.TIMED_OUT, TrafficLog.NOT_REACHED, TrafficLog.NO_PLACE)
			.mapToInt((kind) -> this.kinds.getOrDefault(kind, 0))
			.sum();
	}

	/**
	 * What the run had to reach and has not. The run without the starter is measured
	 * only.
	 */
	List<String> missed(double longestSeconds) {
		if (this.protection == Protection.HIKARI) {
			return List.of();
		}
		List<String> missed = new ArrayList<>();
		Told told = this.named;
		if (told == null || told.at() - this.firstLost > longestSeconds) {
			missed.add("no alert with the line within %.0f s".formatted(longestSeconds));
		}
		if (this.protection.reclaims() && withoutConnection() > 0) {
			missed.add("%d requests failed for want of a connection".formatted(withoutConnection()));
		}
		if (this.protection.reclaims() && unanswered() > 0) {
			missed.add("%d requests had no answer, perhaps for want of a connection".formatted(unanswered()));
		}
		return missed.stream().map((sentence) -> this.protection.text() + ": " + sentence).toList();
	}

	/**
	 * Something that was told.
	 *
	 * @param at when
	 * @param name the name of the alert, empty for others
	 * @param text the line of the log, or the text of the alert
	 * @param line whether it has the line that loses connections
	 */
	record Told(double at, String name, String text, boolean line) {

	}

}
