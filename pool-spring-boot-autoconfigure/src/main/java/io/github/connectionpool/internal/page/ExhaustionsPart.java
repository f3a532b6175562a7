package io.github.connectionpool.internal.page;

import java.time.Duration;
import java.time.Instant;

import io.github.connectionpool.internal.markup.Html;
import io.github.connectionpool.internal.markup.Prose;
import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.report.CallSiteReport;
import io.github.connectionpool.report.ExhaustionReport;

/**
 * The last ten exhaustions, the newest first, each opening to the holders of the
 * connections at its beginning.
 */
final class ExhaustionsPart {

	private static final int MAX_HOLDERS = 5;

	private ExhaustionsPart() {
	}

	static void write(Html html, PagePool pool) {
		if (pool.past().exhaustions().isEmpty()) {
			return;
		}
		html.open("section", "id", "exhaustions", "aria-labelledby", "exhaustions-h")
			.element("h2", "Exhaustions", "id", "exhaustions-h");
		for (ExhaustionReport exhaustion : pool.past().exhaustions()) {
			html.open("details", "data-key", "x-" + exhaustion.startedAt())
				.element("summary", text(exhaustion, pool.snapshot().at()));
			html.open("ul");
			exhaustion.holders().stream().limit(MAX_HOLDERS).forEach((holder) -> {
				html.open("li");
				Prose.write(html, holder(holder));
				html.close();
			});
			exhaustion.findings().forEach((finding) -> {
				html.open("li");
				Prose.write(html, finding.evidence());
				html.close();
			});
			html.close().close();
		}
		html.close().newLine();
	}

	/** An exhaustion in one line. */
	static String text(ExhaustionReport exhaustion, Instant now) {
		StringBuilder text = new StringBuilder(Times.of(exhaustion.startedAt(), now));
		if (exhaustion.lasted().compareTo(Duration.ofSeconds(1)) >= 0) {
			text.append(", for ").append(DurationText.of(exhaustion.lasted()));
		}
		text.append(": ").append(exhaustion.failed()).append(" failed, ").append(exhaustion.waiting());
		text.append(" waited at once; ").append(exhaustion.counts().borrowedText()).append(" borrowed");
		if (!exhaustion.holders().isEmpty()) {
			CallSiteReport first = exhaustion.holders().get(0);
			text.append(", ").append(first.count()).append(" at ").append(Prose.shortLine(first.source()));
		}
		return text.toString();
	}

	/** A holder in one line. */
	static String holder(CallSiteReport holder) {
		return holder.count() + " × " + holder.source() + ": " + holder.verdicts() + ", held for up to "
				+ DurationText.of(holder.oldest())
				+ (holder.whereabouts().isEmpty() ? "" : "; the thread " + String.join(", or ", holder.whereabouts()));
	}

}
