package io.github.connectionpool.internal.page;

import io.github.connectionpool.internal.markup.Html;
import io.github.connectionpool.internal.markup.Prose;
import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.report.ExhaustionReport;
import io.github.connectionpool.report.Finding;

/**
 * Borrowers that wait, and a deadlock. Nothing is written if none waits.
 */
final class WaitersPart {

	private WaitersPart() {
	}

	static void write(Html html, PagePool pool) {
		Finding deadlock = pool.finding("deadlock");
		if (pool.pending() == 0 && deadlock == null) {
			return;
		}
		html.open("section", "id", "waiters", "aria-labelledby", "waiters-h")
			.element("h2", (deadlock != null) ? "Deadlock" : "Waiting", "id", "waiters-h");
		if (pool.pending() > 0) {
			html.element("p", text(pool));
		}
		if (deadlock != null) {
			FindingsPart.finding(html, deadlock);
		}
		html.close().newLine();
	}

	static String text(PagePool pool) {
		StringBuilder text = new StringBuilder();
		text.append((pool.pending() == 1) ? "1 borrower waits" : pool.pending() + " borrowers wait");
		text.append(" for a connection.");
		if (!pool.unserved().isZero()) {
			text.append(" None was served for ").append(DurationText.of(pool.unserved())).append('.');
		}
		ExhaustionReport exhaustion = Headline.current(pool);
		if (exhaustion != null) {
			text.append(' ').append(exhaustion.failed()).append((exhaustion.failed() == 1) ? " has" : " have");
			text.append(" failed since ").append(Times.of(exhaustion.startedAt(), pool.snapshot().at())).append('.');
		}
		return text.toString();
	}

}
