package io.github.connectionpool.alert;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.internal.text.PlainText;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.Judgement;

/**
 * Writes the lines of the log, one line for each event regardless of the names in it.
 */
final class LogText {

	private LogText() {
	}

	static String utilization(MonitoredPool pool, ConnectionCounts counts) {
		StringBuilder text = new StringBuilder("Connection pool '").append(pool.name()).append("'");
		String poolName = pool.statistics().poolName();
		if (poolName != null) {
			text.append(" (").append(poolName).append(')');
		}
		text.append(": ").append(counts.borrowedText()).append(" borrowed");
		if (!Double.isNaN(counts.utilization())) {
			text.append(" (").append(Math.round(counts.utilization() * 100)).append(" %)");
		}
		if (counts.pending() != null) {
			text.append(", ").append(counts.pending()).append(" borrowers waiting");
		}
		return oneLine(text.toString());
	}

	static String checkout(CheckoutReport checkout) {
		StringBuilder text = new StringBuilder(checkout.id()).append(' ').append(verdict(checkout.judgement()));
		text.append(", held ").append(DurationText.of(checkout.held())).append(" by thread '");
		text.append(checkout.owner().name()).append("', ").append(line(checkout));
		List<String> context = context(checkout.context());
		if (!context.isEmpty()) {
			text.append(" in ").append(String.join(", ", context));
		}
		return oneLine(text.toString());
	}

	private static String line(CheckoutReport checkout) {
		if (checkout.callSiteFrom() == CheckoutReport.CallSiteFrom.LATER_CALL) {
			return "used at " + checkout.source();
		}
		boolean known = checkout.callSite() != null || !checkout.likelyCallSites().isEmpty();
		return "borrowed at " + (known ? checkout.source() : "an unknown call site");
	}

	private static String verdict(Judgement judgement) {
		return (judgement.reason() != null) ? judgement.verdict() + " (" + judgement.reason() + ")"
				: judgement.verdict().toString();
	}

	private static List<String> context(CheckoutContext context) {
		List<String> parts = new ArrayList<>();
		add(parts, "transaction ", context.transaction());
		add(parts, "request ", context.request());
		add(parts, "task ", context.task());
		add(parts, "trace ", context.traceId());
		context.contributed().forEach((contributed) -> parts.add(contributed.toString()));
		return parts;
	}

	private static void add(List<String> parts, String name, @Nullable Object value) {
		if (value != null) {
			parts.add(name + value);
		}
	}

	/** A name with a line break in it must not forge a line of the log. */
	static String oneLine(String text) {
		return PlainText.of(text);
	}

}
