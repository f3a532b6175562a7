package io.github.connectionpool.checkout;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Words an outage for the borrower that failed.
 */
final class OutageText {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

	private OutageText() {
	}

	static String summary(String pool, ConnectionCounts counts, OutageEpisode episode) {
		return "Connection pool '" + PlainText.of(pool) + "' is not full (" + counts.borrowedText()
				+ " are borrowed) and gets no connection from its database since "
				+ TIME.format(episode.startedAt().atZone(ZoneId.systemDefault())) + ": " + episode.cause().text() + ". "
				+ ((episode.failed() == 1) ? "1 borrower has" : episode.failed() + " borrowers have") + " failed since";
	}

	static String suspended(String pool) {
		return "Connection pool '" + PlainText.of(pool)
				+ "' is suspended: it lends no connection until it is resumed";
	}

}
