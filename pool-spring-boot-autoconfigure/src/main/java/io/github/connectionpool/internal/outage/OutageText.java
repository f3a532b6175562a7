package io.github.connectionpool.internal.outage;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

import io.github.connectionpool.internal.text.PlainText;
import io.github.connectionpool.report.ConnectionCounts;

/**
 * The text about an outage for a borrower that failed.
 */
final class OutageText {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

	private OutageText() {
	}

	public static String summary(String pool, ConnectionCounts counts, OutageEpisode episode) {
		return "Connection pool '" + PlainText.of(pool) + "' is not full (" + counts.borrowedText()
				+ " are borrowed), but has got no connection from its database since "
				+ TIME.format(episode.startedAt().atZone(ZoneId.systemDefault())) + ": " + episode.cause().text() + ". "
				+ ((episode.failed() == 1) ? "1 borrower has" : episode.failed() + " borrowers have") + " failed since";
	}

	public static String suspended(String pool) {
		return "Connection pool '" + PlainText.of(pool) + "' is suspended: it lends no connection until it is resumed";
	}

}
