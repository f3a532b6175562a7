package io.github.connectionpool.internal.page;

import java.util.List;
import java.util.Locale;

import io.github.connectionpool.internal.markup.Html;
import io.github.connectionpool.internal.markup.Prose;
import io.github.connectionpool.internal.text.DurationText;

/**
 * The origins of the last minutes, by the connections they had out on average, as bars
 * against the limit.
 */
final class UsePart {

	private static final int MAX_ROWS = 8;

	/** Less is not drawn. */
	private static final double SMALLEST = 0.004;

	private UsePart() {
	}

	static void write(Html html, PagePool pool) {
		PagePool.Use use = pool.past().use();
		if (use == null || use.origins().isEmpty()) {
			return;
		}
		html.open("section", "id", "use", "aria-labelledby", "use-h")
			.element("h2", "What uses the pool · " + DurationText.of(use.observed()), "id", "use-h");
		Integer max = pool.counts().max();
		double scale = Math.max(use.origins().get(0).connections(), (max != null) ? max : 1);
		html.open("div", "class", "use", "role", "list");
		List<PagePool.Origin> shown = use.origins().subList(0, Math.min(MAX_ROWS, use.origins().size()));
		for (PagePool.Origin origin : shown) {
			row(html, origin, scale);
		}
		if (use.others() != null) {
			row(html, use.others(), scale);
		}
		html.close();
		if (use.origins().size() > MAX_ROWS) {
			html.element("p", "and " + (use.origins().size() - MAX_ROWS) + " more origins, in the JSON", "class",
					"soft");
		}
		html.open("p", "class", "legend");
		html.open("span").open("i", "class", "dot E").close().text("statement runs").close();
		html.open("span").open("i", "class", "dot T").close().text("idle in a transaction").close();
		if (isAnyWaiting(use)) {
			html.open("span").open("i", "class", "dot W").close().text("waits for another connection").close();
		}
		html.open("span").open("i", "class", "dot N").close().text("idle, no transaction").close();
		html.element("span", "average connections" + ((max != null) ? ", of " + max : ""));
		html.close().close().newLine();
	}

	private static boolean isAnyWaiting(PagePool.Use use) {
		return use.origins().stream().anyMatch((origin) -> origin.waiting() > SMALLEST);
	}

	private static void row(Html html, PagePool.Origin origin, double scale) {
		html.open("div", "role", "listitem", "class", "row", "data-key", origin.title());
		html.element("span", Prose.withoutPackages(origin.title()), "class", "name");
		html.open("svg", "class", "bar", "aria-hidden", "true");
		double from = bar(html, "E", 0, origin.executing(), scale);
		from = bar(html, "T", from, origin.inTransaction(), scale);
		from = bar(html, "W", from, origin.waiting(), scale);
		bar(html, "N", from, origin.connections() - from, scale);
		html.close();
		html.element("b", Times.average(origin.connections()));
		if (origin.callSite() != null || origin.whileIdle() != null || origin.statement() != null) {
			html.open("p", "class", "soft");
			if (origin.callSite() != null) {
				Prose.write(html, "at " + origin.callSite() + ((origin.whileIdle() != null) ? "; " : ""));
			}
			if (origin.whileIdle() != null) {
				Prose.write(html, "while idle its thread " + origin.whileIdle());
			}
			if (origin.statement() != null) {
				html.open("code", "class", "sql").text(origin.statement()).close();
			}
			html.close();
		}
		html.close();
	}

	private static double bar(Html html, String kind, double from, double connections, double scale) {
		if (connections > SMALLEST) {
			html.open("rect", "class", kind, "x", percent(from / scale), "width", percent(connections / scale),
					"height", "100%")
				.close();
		}
		return from + Math.max(0, connections);
	}

	static String percent(double share) {
		return String.format(Locale.ROOT, "%.1f%%", 100 * Math.max(0, Math.min(1, share)));
	}

}
