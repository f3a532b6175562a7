package io.github.connectionpool.internal.page;

import java.util.List;
import java.util.Locale;

import io.github.connectionpool.internal.markup.Html;
import io.github.connectionpool.internal.timeout.Timeout;

/**
 * The timeouts around a pool as a ladder, the fastest first, those without a limit last.
 */
final class LadderPart {

	/** One millisecond is no bar, and an hour is a whole one. */
	private static final double LONGEST = Math.log10(3_600_000);

	private static final double SHORTEST = Math.log10(10);

	private LadderPart() {
	}

	static void write(Html html, List<Timeout> timeouts) {
		if (timeouts.isEmpty()) {
			return;
		}
		html.open("section", "id", "timeouts", "aria-labelledby", "timeouts-h")
			.element("h2", "Timeouts, fastest first", "id", "timeouts-h")
			.open("div", "class", "ladder", "role", "list");
		for (Timeout timeout : timeouts) {
			html.open("div", "class", "row", "role", "listitem", "data-key", timeout.layer() + timeout.name());
			html.open("span", "class", "name").text(shortName(timeout) + " ");
			html.element("span", layer(timeout), "class", "soft").close();
			html.open("svg", "class", "bar", "aria-hidden", "true");
			if (!timeout.isUnlimited()) {
				html.open("rect", "class", isSet(timeout) ? "H" : "I", "width", UsePart.percent(share(timeout)),
						"height", "100%")
					.close();
			}
			html.close().element("b", timeout.valueText());
			if (timeout.note() != null) {
				html.element("p", timeout.note(), "class", "soft");
			}
			html.close();
		}
		html.close().open("p", "class", "legend");
		html.open("span").open("i", "class", "dot H").close().text("set").close();
		html.open("span").open("i", "class", "dot I").close().text("default of its product").close();
		html.element("span", "each tenfold is one step wider").close().close().newLine();
	}

	/** Without the prefix, which findings name where it is needed. */
	private static String shortName(Timeout timeout) {
		return timeout.name().substring(timeout.name().lastIndexOf('.') + 1);
	}

	static String layer(Timeout timeout) {
		return timeout.layer().name().toLowerCase(Locale.ROOT);
	}

	private static boolean isSet(Timeout timeout) {
		return timeout.source() == Timeout.Source.SET;
	}

	private static double share(Timeout timeout) {
		double millis = Math.max(1, timeout.value().toMillis());
		return Math.max(0.03, (Math.log10(millis) - SHORTEST) / (LONGEST - SHORTEST));
	}

}
