package io.github.connectionpool.internal.page;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.markup.Html;
import io.github.connectionpool.internal.markup.Prose;
import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.WorkContext;

/**
 * The open checkouts, oldest first, each with its evidence, thread, stacks, SQL and
 * server process. The page stays small: beyond a length the details are left to the JSON.
 */
final class CheckoutsPart {

	/** Length of the page from which on a checkout has one line. */
	private static final int DETAILS_UNTIL = 36_000;

	/** Length of the page from which on checkouts are left out. */
	private static final int ROWS_UNTIL = 52_000;

	private final Html html;

	private final PagePool pool;

	private final PageSettings settings;

	private final FramesPart frames;

	private CheckoutsPart(Html html, PagePool pool, PageSettings settings) {
		this.html = html;
		this.pool = pool;
		this.settings = settings;
		this.frames = new FramesPart(settings.ofApplication());
	}

	static void write(Html html, PagePool pool, PageSettings settings) {
		if (!pool.checkouts().isEmpty()) {
			new CheckoutsPart(html, pool, settings).write();
		}
	}

	private void write() {
		int all = this.pool.snapshot().ages().size();
		this.html.open("section", "id", "checkouts", "aria-labelledby", "checkouts-h")
			.element("h2", "Checkouts, oldest first · " + all, "id", "checkouts-h");
		int shown = 0;
		for (CheckoutReport checkout : this.pool.checkouts()) {
			if (this.html.length() > ROWS_UNTIL) {
				break;
			}
			if (this.html.length() < DETAILS_UNTIL) {
				details(checkout);
			}
			else {
				this.html.open("p", "class", "brief", "data-key", checkout.id(), "id", "c-" + checkout.id());
				summary(checkout);
				this.html.close();
			}
			shown++;
		}
		if (shown < all) {
			this.html.element("p", "and " + (all - shown) + " younger ones, in the JSON", "class", "soft");
		}
		this.html.close().newLine();
	}

	private void details(CheckoutReport checkout) {
		this.html.open("details", "class", "checkout", "data-key", checkout.id(), "id", "c-" + checkout.id())
			.open("summary");
		summary(checkout);
		this.html.close();
		this.html.open("p");
		Prose.write(this.html, checkout.explanation());
		this.html.close().open("dl");
		row("context", context(checkout.context()));
		row("borrowed", Times.of(checkout.acquiredAt(), this.pool.snapshot().at()) + ", after a wait of "
				+ DurationText.of(checkout.waited()));
		row("thread", thread(checkout));
		sql(checkout);
		row("transaction", checkout.inTransaction() ? "open" : null);
		row("calls", Long.toString(checkout.activity()));
		row("trace", checkout.context().traceId());
		process(checkout.backendPid());
		this.html.close();
		boolean later = checkout.callSiteFrom() == CheckoutReport.CallSiteFrom.LATER_CALL;
		this.frames.write(this.html, later ? "A later call" : "Borrowed at", checkout.stack(), checkout.id());
		this.frames.write(this.html, "Probably borrowed as this one was", checkout.likelyStack(), checkout.id());
		this.frames.write(this.html, "The thread now", checkout.owner().currentStack(), checkout.id());
		this.html.open("p", "class", "acts");
		this.html.element("button", "Copy", "type", "button", "class", "js", "hidden", "", "data-copy", "");
		if (this.settings.evictable()) {
			this.html.element("button", "Evict…", "type", "button", "class", "js", "hidden", "", "data-evict",
					checkout.id());
		}
		this.html.close().close().newLine();
	}

	private void summary(CheckoutReport checkout) {
		this.html.element("b", DurationText.of(checkout.held()), "class", "held").text(" ");
		HoldersPart.chip(this.html, checkout.judgement().verdict(),
				HoldersPart.shortWord(checkout.judgement().verdict()));
		this.html.element("span", Prose.shortLine(checkout.source()), "class", "line").text(" ");
		this.html.element("span", checkout.owner().name() + " · " + checkout.id(), "class", "soft");
	}

	private void row(String name, @Nullable String value) {
		if (value != null && !value.isEmpty()) {
			this.html.element("dt", name).open("dd");
			Prose.write(this.html, value);
			this.html.close();
		}
	}

	private void sql(CheckoutReport checkout) {
		if (checkout.sql() != null) {
			this.html.element("dt",
					(checkout.inFlight() != null) ? "runs for " + DurationText.of(checkout.inFlight()) : "last SQL");
			this.html.open("dd").element("code", checkout.sql(), "class", "sql").close();
		}
	}

	private void process(@Nullable Integer pid) {
		if (pid != null) {
			this.html.element("dt", "process " + pid).open("dd");
			this.html.element("code", "select * from pg_stat_activity where pid = " + pid + ";", "class", "sql");
			this.html.element("code", "select pg_terminate_backend(" + pid + ");", "class", "sql").close();
		}
	}

	static String thread(CheckoutReport checkout) {
		return checkout.owner().name() + (checkout.owner().virtual() ? " (virtual)" : "") + ", "
				+ checkout.owner().state() + ": " + checkout.owner().whereabouts().words();
	}

	/** The unit of work, the widest first. */
	static String context(CheckoutContext context) {
		List<String> parts = new ArrayList<>();
		if (context.request() != null) {
			parts.add(context.request().toString());
		}
		if (context.task() != null) {
			parts.add(context.task());
		}
		context.contributed().stream().map(WorkContext::toString).forEach(parts::add);
		if (context.transaction() != null) {
			parts.add("transaction " + context.transaction());
		}
		return String.join(", ", parts);
	}

}
