package io.github.connectionpool.internal.page;

import java.time.Instant;
import java.util.List;

import io.github.connectionpool.internal.markup.Prose;
import io.github.connectionpool.internal.markup.TextLines;
import io.github.connectionpool.internal.poll.LastReading;
import io.github.connectionpool.internal.pooler.Pooler;
import io.github.connectionpool.internal.server.ServerReading;
import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.report.CallSiteReport;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.ExhaustionReport;
import io.github.connectionpool.report.Finding;
import io.github.connectionpool.report.Verdict;

/**
 * The page as a report of some forty lines for a terminal, in the same order.
 */
public final class TextReport {

	private static final int WIDTH = 100;

	private static final int MAX_BOXES = 60;

	private static final int MAX_ORIGINS = 4;

	private static final int MAX_SITES = 3;

	private static final int MAX_CHECKOUTS = 3;

	private static final int MIN_FINDINGS = 2;

	private static final int MAX_FINDINGS = 6;

	private static final int MAX_EXHAUSTIONS = 2;

	/** Findings end here, since the server and the past follow. */
	private static final int FINDINGS_UNTIL = 32;

	private static final int BAR = 30;

	private final TextLines lines = new TextLines(WIDTH, Prose::withoutPackages);

	private int begin;

	private TextReport() {
	}

	/**
	 * The report on one pool.
	 * @param pool the pool
	 * @return lines of at most 100 characters
	 */
	public static String of(PagePool pool) {
		TextReport report = new TextReport();
		report.write(pool);
		return report.lines.toString();
	}

	/**
	 * The reports on all pools, one below the other.
	 * @param pools the pools
	 * @param findings advice that concerns no single pool
	 * @return lines of at most 100 characters
	 */
	public static String of(List<PagePool> pools, List<Finding> findings) {
		TextReport report = new TextReport();
		if (pools.isEmpty()) {
			report.lines.line(0, "No pool is monitored.");
		}
		for (PagePool pool : pools) {
			if (report.lines.lines() > 0) {
				report.lines.line(0, "").line(0, "=".repeat(WIDTH)).line(0, "");
			}
			report.write(pool);
		}
		report.findings(findings, "APPLICATION");
		return report.lines.toString();
	}

	private void write(PagePool pool) {
		this.begin = this.lines.lines();
		Headline headline = Headline.of(pool);
		Instant now = pool.snapshot().at();
		this.lines.line(0,
				headline.sentence(pool.name(), now) + " As of " + Times.of(now, now) + " " + Times.zone(now) + ".");
		this.lines.line(2, headline.detail());
		if (!headline.step().isEmpty()) {
			this.lines.line(2, "-> " + headline.step());
		}
		now(pool);
		use(pool);
		holders(pool);
		if (pool.pending() > 0) {
			this.lines.heading("WAITING").line(2, WaitersPart.text(pool));
		}
		checkouts(pool);
		findings(pool.findings(), "TO CHANGE");
		server(pool, now);
		exhaustions(pool.past().exhaustions(), now);
		PagePool.Plan plan = pool.plan();
		String saving = (plan != null) ? plan.withoutIdle() : null;
		if (saving != null) {
			this.lines.heading("PLAN").line(2, saving);
		}
	}

	private void now(PagePool pool) {
		List<String> boxes = NowPart.boxes(pool);
		StringBuilder row = new StringBuilder("[");
		boxes.stream()
			.limit(MAX_BOXES)
			.map((box) -> NowPart.mark(box, box.equals("I") ? "·" : "_"))
			.forEach(row::append);
		row.append((boxes.size() > MAX_BOXES) ? "…]" : "]");
		if (pool.pending() > 0) {
			row.append(" <- ").append(NowPart.waiting(pool));
		}
		this.lines.heading("NOW").line(2, row.toString());
		StringBuilder legend = new StringBuilder();
		for (Verdict verdict : NowPart.ORDER) {
			int count = pool.snapshot().count(verdict);
			if (count > 0) {
				legend.append(NowPart.letter(verdict)).append(' ').append(count).append(' ');
				legend.append(NowPart.words(verdict)).append("   ");
			}
		}
		Integer idle = pool.counts().idle();
		legend.append((idle != null) ? "· " + idle + " idle" : "");
		this.lines.line(2, legend.toString());
		if (!pool.maximum().isBlank()) {
			this.lines.line(2, pool.maximum());
		}
	}

	private void use(PagePool pool) {
		PagePool.Use use = pool.past().use();
		if (use == null || use.origins().isEmpty()) {
			return;
		}
		this.lines.heading("USE, " + DurationText.of(use.observed()) + " (# statement runs, = in a transaction,"
				+ " w waits for another, - neither)");
		Integer max = pool.counts().max();
		double scale = Math.max(use.origins().get(0).connections(), (max != null) ? max : 1);
		use.origins().stream().limit(MAX_ORIGINS).forEach((origin) -> use(origin, scale));
		if (use.others() != null) {
			use(use.others(), scale);
		}
	}

	private void use(PagePool.Origin origin, double scale) {
		int executing = (int) Math.round(BAR * origin.executing() / scale);
		int inTransaction = (int) Math.round(BAR * origin.inTransaction() / scale);
		int waiting = (int) Math.round(BAR * origin.waiting() / scale);
		int rest = (int) Math.round(BAR * origin.connections() / scale) - executing - inTransaction - waiting;
		this.lines.cutLine(2,
				String.format(
						"%5s %-" + BAR + "s %s", Times.average(origin.connections()), "#".repeat(executing)
								+ "=".repeat(inTransaction) + "w".repeat(waiting) + "-".repeat(Math.max(0, rest)),
						origin.title()));
	}

	/** The heaviest in full, the others in a line each. */
	private void holders(PagePool pool) {
		List<CallSiteReport> sites = pool.snapshot().callSites();
		if (!sites.isEmpty()) {
			this.lines.heading("HELD BY");
		}
		for (int i = 0; i < Math.min(MAX_SITES, sites.size()); i++) {
			CallSiteReport site = sites.get(i);
			String text = ExhaustionsPart.holder(site)
					+ (site.contexts().isEmpty() ? "" : "; in " + String.join(", ", site.contexts()));
			if (i == 0) {
				this.lines.line(2, text);
			}
			else {
				this.lines.cutLine(2, text);
			}
		}
		more(sites.size() - MAX_SITES, "more call sites");
	}

	private void checkouts(PagePool pool) {
		if (pool.checkouts().isEmpty()) {
			return;
		}
		this.lines.heading("OLDEST OF " + pool.snapshot().ages().size());
		for (CheckoutReport checkout : pool.checkouts().stream().limit(MAX_CHECKOUTS).toList()) {
			this.lines.cutLine(2, DurationText.of(checkout.held()) + " " + checkout.judgement().verdict() + " "
					+ checkout.id() + " " + Prose.shortLine(checkout.source()) + "; " + CheckoutsPart.thread(checkout));
			String process = (checkout.backendPid() != null)
					? "select pg_terminate_backend(" + checkout.backendPid() + ");" : "";
			String sql = (checkout.sql() != null) ? checkout.sql() : "";
			if (!process.isEmpty() || !sql.isEmpty()) {
				this.lines.cutLine(4, process + ((process.isEmpty() || sql.isEmpty()) ? "" : " -- ") + sql);
			}
		}
	}

	private void findings(List<Finding> findings, String title) {
		if (findings.isEmpty()) {
			return;
		}
		this.lines.heading(title);
		int shown = 0;
		for (Finding finding : findings.subList(0, Math.min(MAX_FINDINGS, findings.size()))) {
			if (shown >= MIN_FINDINGS && this.lines.lines() - this.begin >= FINDINGS_UNTIL) {
				break;
			}
			String evidence = finding.severity() + " " + finding.id() + ": " + finding.evidence();
			if (finding.severity() == Finding.Severity.CRITICAL) {
				this.lines.line(2, evidence).line(4, "-> " + finding.fix());
			}
			else {
				this.lines.cutLine(2, evidence).cutLine(4, "-> " + finding.fix());
			}
			shown++;
		}
		more(findings.size() - shown, "more, on the page and in the JSON");
	}

	private void exhaustions(List<ExhaustionReport> exhaustions, Instant now) {
		if (exhaustions.isEmpty()) {
			return;
		}
		this.lines.heading("EXHAUSTIONS");
		exhaustions.stream()
			.limit(MAX_EXHAUSTIONS)
			.forEach((each) -> this.lines.cutLine(2, ExhaustionsPart.text(each, now)));
		more(exhaustions.size() - MAX_EXHAUSTIONS, "earlier ones");
	}

	private void more(int count, String things) {
		if (count > 0) {
			this.lines.line(2, "and " + count + " " + things);
		}
	}

	private void server(PagePool pool, Instant now) {
		LastReading<ServerReading> server = pool.ends().server();
		ServerReading reading = (server != null) ? server.value() : null;
		if (server != null && reading != null) {
			this.lines.heading(ServerPart.title(server, reading, now));
			this.lines.line(2, "used " + reading.used() + ", by this application " + reading.own() + ", limit "
					+ ((reading.limit() != null) ? reading.limit().connections() : "not known"));
			String problem = ServerPart.problem(server, now);
			if (problem != null) {
				this.lines.line(2, problem);
			}
		}
		Pooler pooler = pool.ends().pooler();
		if (pooler.presence() == Pooler.Presence.PGBOUNCER || pooler.presence() == Pooler.Presence.SOME) {
			this.lines.line(2, ServerPart.name(pooler));
		}
		pool.ends().pools().forEach((each) -> this.lines.line(2, ServerPart.text(each)));
	}

}
