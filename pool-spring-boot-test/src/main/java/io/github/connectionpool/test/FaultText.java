package io.github.connectionpool.test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.connectionpool.internal.capture.CallSite;
import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.sql.SqlDialect;
import io.github.connectionpool.internal.sql.SqlMasker;
import io.github.connectionpool.internal.text.DurationText;
import io.github.connectionpool.internal.text.PlainText;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.test.OpenConnectionsError.Borrow;

/**
 * Writes the messages of a test that has broken its rules. Foreign texts are cleaned and
 * cut, and SQL has no values.
 */
final class FaultText {

	/** Beyond this number connections are only counted. */
	private static final int MOST = 10;

	private static final int MAX_TEXT = 200;

	private static final int MAX_SQL = 500;

	private static final String OWN = "io.github.connectionpool.";

	private final String test;

	private final CallSites testSites;

	FaultText(String test, Class<?> testClass) {
		this.test = test;
		this.testSites = new CallSites(List.of(testClass.getPackageName()));
	}

	String open(List<Checkout> open, int allowed) {
		String count = (open.size() == 1) ? "1 connection" : open.size() + " connections";
		String limit = (allowed > 0) ? ", @AllowOpenConnections allows " + allowed : "";
		return "The test " + this.test + " has ended with " + count + " still borrowed" + limit + ":\n" + lines(open)
				+ "Close each connection, for example by try-with-resources. If one is meant to stay open, annotate the"
				+ " test with @AllowOpenConnections(reason = \"…\").";
	}

	String concurrent(Concurrent concurrent) {
		Concurrent.Excess excess = concurrent.excess();
		String count = (concurrent.most() == 1) ? "1 connection" : concurrent.most() + " connections at once";
		String text = "The test " + this.test + " has had " + count + ", @MaxConnections allows " + concurrent.limit()
				+ ":\n";
		if (excess == null) {
			return text;
		}
		StackTraceElement[] frames = frames(excess);
		return text + lines(excess.others()) + "- the last one, borrowed by thread '" + shortened(excess.thread())
				+ "'\n  at " + line(this.testSites.locate(frames), frames);
	}

	/** The stacks of the first borrows. */
	List<Borrow> borrows(List<Checkout> checkouts) {
		return checkouts.stream()
			.limit(MOST)
			.filter(Checkout::hasStack)
			.map((checkout) -> new Borrow(shortened(checkout.id()) + " was borrowed here", callers(checkout.stack())))
			.toList();
	}

	List<Borrow> borrows(Concurrent concurrent) {
		Concurrent.Excess excess = concurrent.excess();
		if (excess == null) {
			return List.of();
		}
		List<Borrow> borrows = new ArrayList<>();
		borrows.add(new Borrow("One connection too many was borrowed here", frames(excess)));
		borrows.addAll(borrows(excess.others()));
		return borrows;
	}

	private static StackTraceElement[] frames(Concurrent.Excess excess) {
		return callers(excess.stack().frames());
	}

	private static StackTraceElement[] callers(StackTraceElement[] frames) {
		return Stream.of(frames)
			.dropWhile((frame) -> frame.getClassName().startsWith(OWN))
			.toArray(StackTraceElement[]::new);
	}

	private String lines(List<Checkout> checkouts) {
		String lines = checkouts.stream().limit(MOST).map(this::line).collect(Collectors.joining());
		int more = checkouts.size() - MOST;
		return (more > 0) ? lines + "- and " + more + " more\n" : lines;
	}

	private String line(Checkout checkout) {
		StringBuilder text = new StringBuilder("- ").append(shortened(checkout.id()))
			.append(", borrowed by thread '")
			.append(shortened(checkout.ownerName()))
			.append("', held for ")
			.append(DurationText.of(checkout.held(System.nanoTime())))
			.append("\n  at ")
			.append(callSite(checkout))
			.append('\n');
		String sql = checkout.sql();
		if (sql != null) {
			text.append("  its last statement: ").append(masked(checkout, sql)).append('\n');
		}
		String context = context(checkout.context());
		if (!context.isEmpty()) {
			text.append("  in ").append(context).append('\n');
		}
		return text.toString();
	}

	private String callSite(Checkout checkout) {
		if (!checkout.hasStack()) {
			return "an unknown line, since connectionpool.capture.stack is not 'always'";
		}
		CallSite callSite = checkout.callSite();
		return line((callSite != null && callSite.component() == null) ? callSite : null, checkout.stack());
	}

	/** The test itself may stand outside of the packages of the application. */
	private String line(@Nullable CallSite callSite, StackTraceElement[] frames) {
		CallSite best = (callSite != null) ? callSite : this.testSites.locate(frames);
		return (best != null) ? best.toString() : "an unknown line";
	}

	private static String masked(Checkout checkout, String sql) {
		SqlDialect dialect = SqlDialect.of(checkout.pool().statistics().jdbcUrl());
		return PlainText.of(SqlMasker.mask(sql, dialect, MAX_SQL));
	}

	private static String context(CheckoutContext context) {
		List<String> parts = new ArrayList<>();
		add(parts, "transaction ", context.transaction());
		if (context.request() != null && !context.request().method().isBlank()) {
			// the mock request around a test has no method
			add(parts, "request ", context.request());
		}
		add(parts, "task ", context.task());
		return String.join(", ", parts);
	}

	private static void add(List<String> parts, String name, @Nullable Object value) {
		if (value != null) {
			parts.add(name + shortened(value.toString()));
		}
	}

	private static String shortened(String text) {
		return PlainText.shortened(text, MAX_TEXT);
	}

}
