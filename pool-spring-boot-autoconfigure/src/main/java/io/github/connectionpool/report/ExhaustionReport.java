package io.github.connectionpool.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.internal.text.PlainText;

/**
 * An episode in which borrowers failed at a full pool, with the holders of the
 * connections when the first one failed. Immutable.
 *
 * @param pool name of the pool
 * @param startedAt when the first of those that failed began to wait
 * @param lasted from then to the last that failed so far
 * @param failed how many borrowers have failed so far
 * @param waiting the most that waited at once, those that failed among them
 * @param counts the pool's counts when the first one failed
 * @param holders the groups that held the connections then, the largest first
 * @param findings the problems known then: leaks, a deadlock, the trend
 * @param maximum a sentence that names the source of the pool's maximum and the property
 * that changes it; empty if that is not known
 * @since 0.1.0
 */
public record ExhaustionReport(String pool, Instant startedAt, Duration lasted, int failed, int waiting,
		ConnectionCounts counts, List<CallSiteReport> holders, List<Finding> findings, String maximum) {

	private static final int MAX_HOLDERS = 5;

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

	/**
	 * The report in a few lines.
	 * @return for the log and for the exception of a borrower that failed
	 */
	public String summary() {
		StringBuilder text = new StringBuilder("Connection pool '").append(PlainText.of(this.pool))
			.append("' is exhausted: ");
		text.append(this.counts.borrowedText()).append(" are borrowed");
		Integer pending = this.counts.pending();
		if (pending != null && pending > 0) {
			text.append(", ").append(pending).append((pending == 1) ? " borrower waits" : " borrowers wait");
		}
		text.append(", and ").append(this.failed).append((this.failed == 1) ? " has failed" : " have failed");
		text.append(" since ").append(TIME.format(this.startedAt.atZone(ZoneId.systemDefault())));
		text.append(". Held by");
		for (CallSiteReport holder : this.holders.subList(0, Math.min(MAX_HOLDERS, this.holders.size()))) {
			text.append(System.lineSeparator()).append("  ").append(line(holder));
		}
		if (this.holders.size() > MAX_HOLDERS) {
			text.append(System.lineSeparator()).append("  and ").append(this.holders.size() - MAX_HOLDERS);
			text.append(" more call sites");
		}
		this.findings.forEach((finding) -> text.append(System.lineSeparator()).append(PlainText.of(finding.text())));
		if (!this.maximum.isEmpty()) {
			text.append(System.lineSeparator()).append(PlainText.of(this.maximum));
		}
		return text.toString();
	}

	private static String line(CallSiteReport holder) {
		return PlainText.of(holder.count() + " x " + holder.source() + ": " + holder.verdicts() + ", held "
				+ ((holder.count() > 1) ? DurationText.of(holder.youngest()) + " to " : "")
				+ DurationText.of(holder.oldest())
				+ (holder.whereabouts().isEmpty() ? "" : "; the thread " + String.join(", or ", holder.whereabouts()))
				+ (holder.contexts().isEmpty() ? "" : "; in " + String.join(", ", holder.contexts())));
	}

}
