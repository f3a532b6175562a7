package io.github.connectionpool.internal.page;

import java.util.List;
import java.util.Objects;

import io.github.connectionpool.internal.markup.Html;
import io.github.connectionpool.internal.markup.Prose;
import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.report.CallSiteReport;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.Verdict;

/**
 * The call sites that hold connections now, the heaviest first, each with links to its
 * checkouts.
 */
final class HoldersPart {

	private static final int MAX_SITES = 40;

	private static final int MAX_LINKS = 10;

	private HoldersPart() {
	}

	static void write(Html html, PagePool pool) {
		List<CallSiteReport> sites = pool.snapshot().callSites();
		html.open("section", "id", "holders", "aria-labelledby", "holders-h")
			.element("h2", "Held now, by call site", "id", "holders-h");
		if (sites.isEmpty()) {
			html.element("p", "No connection is borrowed.", "class", "soft").close().newLine();
			return;
		}
		html.open("table").open("thead").open("tr");
		html.element("th", "held", "class", "n", "scope", "col").element("th", "borrowed at", "scope", "col");
		html.element("th", "verdict", "scope", "col").element("th", "in", "class", "wide", "scope", "col");
		html.element("th", "oldest", "class", "n", "scope", "col").close().close().open("tbody");
		for (CallSiteReport site : sites.subList(0, Math.min(MAX_SITES, sites.size()))) {
			row(html, pool, site);
		}
		html.close().close();
		if (sites.size() > MAX_SITES) {
			html.element("p", "and " + (sites.size() - MAX_SITES) + " more call sites, in the JSON", "class", "soft");
		}
		html.close().newLine();
	}

	private static void row(Html html, PagePool pool, CallSiteReport site) {
		html.open("tr", "data-key", site.source());
		html.open("td", "class", "n").element("b", Integer.toString(site.count())).close();
		html.open("td");
		Prose.writeLine(html, site.source());
		if (!site.whereabouts().isEmpty()) {
			html.open("div", "class", "soft");
			Prose.write(html, "the thread " + String.join(", or ", site.whereabouts()));
			html.close();
		}
		String contexts = Prose.withoutPackages(String.join(", ", site.contexts()));
		if (!contexts.isEmpty()) {
			html.element("div", "in " + contexts, "class", "soft narrow");
		}
		links(html, pool, site);
		html.close();
		html.open("td");
		for (Verdict verdict : NowPart.ORDER) {
			Integer count = site.verdicts().get(verdict);
			if (count != null) {
				chip(html, verdict, count + " " + shortWord(verdict));
			}
		}
		html.close();
		html.element("td", contexts, "class", "wide");
		html.element("td", DurationText.of(site.oldest()), "class", "n").close();
	}

	private static void links(Html html, PagePool pool, CallSiteReport site) {
		List<CheckoutReport> own = pool.checkouts()
			.stream()
			.filter((checkout) -> Objects.equals(checkout.source(), site.source()))
			.toList();
		if (own.isEmpty()) {
			return;
		}
		html.open("details", "data-key", "site-" + site.source())
			.element("summary", (own.size() == 1) ? "1 checkout" : own.size() + " checkouts", "class", "soft")
			.open("ul", "class", "links");
		for (CheckoutReport checkout : own.subList(0, Math.min(MAX_LINKS, own.size()))) {
			html.open("li").element("a", checkout.id(), "href", "#c-" + checkout.id());
			html.text(" " + shortWord(checkout.judgement().verdict()) + ", held " + DurationText.of(checkout.held()));
			html.text(" by " + checkout.owner().name()).close();
		}
		if (own.size() > MAX_LINKS) {
			html.element("li", "and " + (own.size() - MAX_LINKS) + " more, below");
		}
		html.close().close();
	}

	static void chip(Html html, Verdict verdict, String text) {
		html.element("span", text, "class", "chip " + NowPart.letter(verdict)).text(" ");
	}

	static String shortWord(Verdict verdict) {
		return verdict.name().toLowerCase(java.util.Locale.ROOT);
	}

}
