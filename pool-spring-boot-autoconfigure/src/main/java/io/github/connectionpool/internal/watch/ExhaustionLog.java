package io.github.connectionpool.internal.watch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.outage.Exhaustion;
import io.github.connectionpool.internal.text.PlainText;
import io.github.connectionpool.report.CallSiteReport;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.ExhaustionReport;
import io.github.connectionpool.report.Finding;
import io.github.connectionpool.report.PoolSnapshot;

/**
 * Keeps the last reports on the exhaustions of one pool, one for each episode however
 * many fail in it. Thread-safe. A borrower that fails while the report is being made does
 * not wait for it.
 */
final class ExhaustionLog {

	static final int MAX = 10;

	private record Entry(Exhaustion episode, ConnectionCounts counts, List<CallSiteReport> holders,
			List<Finding> findings, String maximum, String summary) {

		ExhaustionReport report(String pool) {
			return ExhaustionLog.report(pool, this.episode, this.counts, this.holders, this.findings, this.maximum);
		}

	}

	private final Function<MonitoredPool, PoolSnapshot> snapshots;

	private final Deque<Entry> entries = new ArrayDeque<>();

	private volatile @Nullable Entry last;

	ExhaustionLog(Function<MonitoredPool, PoolSnapshot> snapshots) {
		this.snapshots = snapshots;
	}

	/** A borrower has failed. The text is for it. */
	String failed(MonitoredPool pool, Exhaustion episode) {
		Entry known = this.last;
		if (known != null && known.episode() == episode) {
			return known.summary();
		}
		ConnectionCounts counts = pool.counts();
		// the one that fails now has waited with those that still do
		episode.waiting(((counts.pending() != null) ? counts.pending() : 0) + 1);
		if (!episode.claimReport()) {
			return "Connection pool '" + PlainText.of(pool.name()) + "' is exhausted: " + counts.borrowedText()
					+ " are borrowed. The exception of the first that failed, the log and the connectionpool endpoint name the holders."
					+ pool.maximumText();
		}
		PoolSnapshot snapshot = this.snapshots.apply(pool);
		List<CallSiteReport> holders = snapshot.callSites();
		List<Finding> found = snapshot.findings();
		String maximum = pool.maximumText().trim();
		String summary = report(pool.name(), episode, counts, holders, found, maximum).summary();
		keep(new Entry(episode, counts, holders, found, maximum, summary));
		return summary;
	}

	private synchronized void keep(Entry entry) {
		this.entries.addLast(entry);
		if (this.entries.size() > MAX) {
			this.entries.removeFirst();
		}
		this.last = entry;
	}

	/** Number of the last episode that has a report, zero if none has. */
	long lastReported() {
		Entry last = this.last;
		return (last != null) ? last.episode().number() : 0;
	}

	/** The last ones, the newest first. */
	synchronized List<ExhaustionReport> reports(String pool) {
		List<ExhaustionReport> reports = new ArrayList<>();
		this.entries.descendingIterator().forEachRemaining((entry) -> reports.add(entry.report(pool)));
		return reports;
	}

	private static ExhaustionReport report(String pool, Exhaustion episode, ConnectionCounts counts,
			List<CallSiteReport> holders, List<Finding> findings, String maximum) {
		return new ExhaustionReport(pool, episode.startedAt(), episode.lasted(), episode.failed(), episode.waiting(),
				counts, holders, findings, maximum);
	}

}
