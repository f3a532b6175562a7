package io.github.connectionpool.internal.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.load.LoadReport.OriginLoad;
import io.github.connectionpool.internal.load.LoadReport.Share;

/**
 * Makes reports of the samples that were added up.
 */
final class LoadReports {

	/** A smaller load is shown with those of the others. */
	private static final double SMALLEST = 0.005;

	private LoadReports() {
	}

	/** Tells the most frequent text of a row. */
	@FunctionalInterface
	private interface TextOfRow {

		@Nullable String find(RowTexts.Kind kind, int row);

	}

	static @Nullable LoadReport ofMinutes(LoadTable table) {
		return report(table, table.minutes(), table.texts()::ofMinutes);
	}

	static @Nullable LoadReport ofHour(LoadTable table) {
		return report(table, table.hour(), table.texts()::ofHour);
	}

	private static @Nullable LoadReport report(LoadTable table, LoadWindow window, TextOfRow texts) {
		double observed = window.observed();
		if (observed == 0) {
			return null;
		}
		List<OriginLoad> origins = new ArrayList<>();
		Share others = share(window, LoadTable.OTHERS, observed);
		for (int row = LoadTable.OTHERS + 1; row < table.endOfRows(); row++) {
			OriginKey key = table.origin(row);
			Share share = share(window, row, observed);
			if (key != null && share.connections() >= SMALLEST) {
				origins.add(new OriginLoad(key.kind(), key.text(), share, texts.find(RowTexts.Kind.STATEMENT, row),
						texts.find(RowTexts.Kind.CALL_SITE, row), texts.find(RowTexts.Kind.PLACE, row)));
			}
			else {
				others = others.and(share);
			}
		}
		origins.sort(Comparator.comparingDouble((OriginLoad origin) -> origin.share().connections())
			.reversed()
			.thenComparing(OriginLoad::name));
		return new LoadReport(Duration.ofNanos(Math.round(observed * 1e9)), origins, others);
	}

	private static Share share(LoadWindow window, int row, double observed) {
		return new Share(window.sum(row, ConnectionUse.EXECUTING.column()) / observed,
				window.sum(row, ConnectionUse.IDLE_IN_TRANSACTION.column()) / observed,
				window.sum(row, ConnectionUse.IDLE.column()) / observed,
				window.sum(row, ConnectionUse.WAITING.column()) / observed);
	}

}
