package io.github.connectionpool.internal.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.markup.Html;
import io.github.connectionpool.internal.markup.Prose;
import io.github.connectionpool.report.Finding;

/**
 * Puts the parts of the page together. All addresses are relative, so that the page works
 * under a base path and behind a proxy that strips one. Immutable and thread-safe.
 */
public final class HtmlPage {

	/** Enforced in addition to a policy of the application. */
	private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
			+ " img-src data:; base-uri 'none'; form-action 'self'";

	private final PageSettings settings;

	private final Map<String, String> csrf;

	/**
	 * Create.
	 * @param settings the surroundings of the page
	 * @param csrf name and value of the header that a request to change something needs;
	 * empty if none is known
	 */
	public HtmlPage(PageSettings settings, Map<String, String> csrf) {
		this.settings = settings;
		this.csrf = csrf;
	}

	/**
	 * The page of all pools; that of the pool itself if there is only one.
	 * @param pools the pools
	 * @param findings advice that concerns no single pool
	 * @return an HTML document
	 */
	public String all(List<PagePool> pools, List<Finding> findings) {
		String base = "./" + encode(this.settings.path());
		if (pools.size() == 1) {
			return pool(pools.get(0), findings, base);
		}
		List<PagePool> worstFirst = pools.stream()
			.sorted(Comparator.comparing((PagePool pool) -> Headline.of(pool).tone()))
			.toList();
		Headline.Tone tone = worstFirst.isEmpty() ? Headline.Tone.GOOD : Headline.of(worstFirst.get(0)).tone();
		Html html = begin(tone.sign() + " " + pools.size() + " connection pools", base, null);
		header(html, worstFirst.isEmpty() ? Instant.now() : worstFirst.get(0).snapshot().at(), null);
		html.open("div", "id", "parts");
		if (pools.isEmpty()) {
			html.element("p", "No pool is monitored.", "class", "say warn");
		}
		for (PagePool pool : worstFirst) {
			html.open("section", "class", "one", "data-key", pool.name());
			say(html, pool, base + "/" + encode(pool.name()));
			NowPart.boxes(html, pool);
			html.close().newLine();
		}
		FindingsPart.write(html, findings, "What to change in the application", "application");
		html.close();
		return end(html);
	}

	/**
	 * The page of one pool.
	 * @param pool the pool
	 * @return an HTML document
	 */
	public String pool(PagePool pool) {
		return pool(pool, List.of(), "../" + encode(this.settings.path()));
	}

	/**
	 * The page in place of one that there is not.
	 * @param message why
	 * @param deep whether the address that was asked for is that of a pool
	 * @return an HTML document
	 */
	public String problem(String message, boolean deep) {
		String base = (deep ? "../" : "./") + encode(this.settings.path());
		Html html = begin("Connection pools", base, null);
		html.open("div", "class", "say warn").element("h1", message).close();
		html.open("p").element("a", "All pools", "href", base).close();
		return end(html);
	}

	private String pool(PagePool pool, List<Finding> application, String base) {
		Headline headline = Headline.of(pool);
		Html html = begin(headline.tone().sign() + " " + pool.name() + " " + headline.state(), base, pool.name());
		Instant now = pool.snapshot().at();
		header(html, now, base);
		html.open("div", "id", "parts");
		say(html, pool, null);
		NowPart.write(html, pool);
		html.open("div", "class", "grid");
		HistoryPart.write(html, pool);
		UsePart.write(html, pool);
		html.close();
		HoldersPart.write(html, pool);
		WaitersPart.write(html, pool);
		CheckoutsPart.write(html, pool, this.settings);
		FindingsPart.write(html, pool.findings(), "What to change", "findings");
		FindingsPart.write(html, application, "What to change in the application", "application");
		html.open("div", "class", "grid");
		html.open("div");
		ServerPart.write(html, pool);
		ExhaustionsPart.write(html, pool);
		html.close();
		LadderPart.write(html, pool.timeouts());
		html.close().close();
		PlanPart.write(html, pool, base + "/" + encode(pool.name()) + "/plan");
		AboutPart.write(html, pool, this.settings, base + "/" + encode(pool.name()) + "/snapshot.json");
		return end(html);
	}

	private Html begin(String title, String base, @Nullable String pool) {
		String name = this.settings.application();
		Html html = Html.document();
		html.open("html", "lang", "en").open("head").open("meta", "charset", "utf-8");
		html.open("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
		html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
		html.open("meta", "name", "color-scheme", "content", "light dark");
		html.element("title", title + (name.isEmpty() ? "" : " – " + name));
		html.open("link", "rel", "icon", "href", "data:,");
		html.open("link", "rel", "stylesheet", "href", PageAssets.STYLE.path(base));
		html.open("script", "src", PageAssets.SCRIPT.path(base), "defer", "").close().close().newLine();
		this.csrf.entrySet()
			.stream()
			.findFirst()
			.ifPresentOrElse(
					(header) -> html.open("body", "data-base", base, "data-pool", pool, "data-csrf-header",
							header.getKey(), "data-csrf", header.getValue()),
					() -> html.open("body", "data-base", base, "data-pool", pool));
		return html.open("main");
	}

	private void header(Html html, Instant now, @Nullable String base) {
		html.open("header");
		html.element("b", this.settings.application().isEmpty() ? "Connection pools" : this.settings.application());
		html.open("span").text("as of ").element("time", Times.of(now, now), "id", "as-of", "datetime", now.toString());
		html.text(" " + Times.zone(now)).close();
		html.element("span", "", "id", "state", "role", "status");
		html.open("span", "class", "r");
		html.element("button", "Pause", "type", "button", "id", "pause", "class", "js", "hidden", "", "aria-pressed",
				"false", "aria-keyshortcuts", "p");
		if (base != null) {
			html.element("button", "Save this moment", "type", "button", "id", "save", "class", "js", "hidden", "");
			html.element("a", "All pools", "href", base, "class", "btn");
		}
		html.close().close().newLine();
	}

	private static void say(Html html, PagePool pool, @Nullable String link) {
		Headline headline = Headline.of(pool);
		html.open("div", "class", "say " + headline.tone().cssClass(), "id", (link == null) ? "say" : null);
		html.open((link == null) ? "h1" : "h2", "aria-live", (link == null) ? "polite" : null);
		String sentence = headline.sentence(pool.name(), pool.snapshot().at());
		html.element("span", headline.tone().sign() + " ", "class", "sign", "aria-hidden", "true");
		if (link == null) {
			html.text(sentence);
		}
		else {
			html.element("a", sentence, "href", link);
		}
		html.close().open("p");
		Prose.write(html, headline.detail());
		html.close();
		if (!headline.step().isEmpty()) {
			html.open("p", "class", "step");
			Prose.write(html, headline.step());
			html.close();
		}
		html.close().newLine();
	}

	private static String end(Html html) {
		return html.close().close().close().newLine().toString();
	}

	/** For a path; a space is not a plus sign there. */
	private static String encode(String segment) {
		return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
