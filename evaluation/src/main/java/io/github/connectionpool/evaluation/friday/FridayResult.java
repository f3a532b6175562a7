package io.github.connectionpool.evaluation.friday;

import java.util.List;
import java.util.NavigableMap;

import org.jspecify.annotations.Nullable;

/**
 * What became of one run. Times are in seconds since the beginning of its traffic.
 * Immutable.
 *
 * @param protection what the instances had against leaks
 * @param traffic the answers
 * @param kinds how many answers there are of each kind
 * @param lost how many connections were lost
 * @param firstLost when the first was lost
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

	/** What the run had to reach and has not. */
	List<String> missed(double longestSeconds) {
		if (this.protection == Protection.HIKARI) {
			return List.of();
		}
		if (this.protection == Protection.RECLAIM && withoutConnection() > 0) {
			return List.of("%s: %d requests failed for want of a connection".formatted(this.protection.text(),
					withoutConnection()));
		}
		Told told = this.named;
		if (this.protection != Protection.RECLAIM && (told == null || told.at() - this.firstLost > longestSeconds)) {
			return List
				.of("%s: no alert with the line within %.0f s".formatted(this.protection.text(), longestSeconds));
		}
		return List.of();
	}

	/**
	 * Something that was told.
	 *
	 * @param at when
	 * @param text the line of the log, or the name of the alert
	 * @param line whether it has the line that loses connections
	 */
	record Told(double at, String text, boolean line) {

	}

}
