package io.github.connectionpool.internal.answer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.load.MinuteHistory;

/**
 * A minute of a pool. What the pool does not tell is null and left out.
 *
 * @param at its beginning
 * @param millis how long it was, less while it goes on
 * @param activeLeast the fewest connections that were out
 * @param activeMean the connections that were out on average
 * @param activeMost the most connections that were out
 * @param max the most that the pool would open
 * @param pendingMost the most borrowers that waited
 * @param leakedMost the most checkouts that were leaked
 * @param failed how many borrowers failed
 * @param exhaustions how many exhaustions began
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistoryView(Instant at, long millis, int activeLeast, double activeMean, int activeMost,
		@Nullable Integer max, @Nullable Integer pendingMost, int leakedMost, long failed, long exhaustions) {

	/**
	 * The minutes as an answer shows them.
	 * @param history the last hour of a pool
	 * @return oldest first; null before the first check
	 */
	public static @Nullable List<HistoryView> of(MinuteHistory history) {
		List<HistoryView> minutes = history.minutes().stream().map(HistoryView::of).toList();
		return minutes.isEmpty() ? null : minutes;
	}

	private static HistoryView of(MinuteHistory.Minute minute) {
		return new HistoryView(minute.at().truncatedTo(ChronoUnit.MILLIS), minute.length().toMillis(), minute.least(),
				Math.round(minute.mean() * 1e2) / 1e2, minute.most(), minute.max(), minute.pending(), minute.leaked(),
				minute.failed(), minute.exhaustions());
	}

}
