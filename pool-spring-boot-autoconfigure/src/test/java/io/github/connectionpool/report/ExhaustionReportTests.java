package io.github.connectionpool.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExhaustionReportTests {

	private static final String SINCE = "02:47:11";

	@Test
	void saysWhoHoldsWhatAndForHowLong() {
		CallSiteReport holder = holder("com.shop.A.a(A.java:1)", 3,
				Set.of("is in an HTTP client at com.shop.B.b(B.java:2)"));
		assertThat(report(1, List.of(holder), List.of()).summary().lines()).containsExactly(
				"Connection pool 'dataSource' is exhausted: 3 of 3 connections are borrowed, 1 borrower waits, and 1 has failed since "
						+ SINCE + ". Held by",
				"  3 x com.shop.A.a(A.java:1): {HELD=3}, held 2 s to 1 min 1 s; the thread is in an HTTP client at "
						+ "com.shop.B.b(B.java:2)");
	}

	@Test
	void oneConnectionHasOneAge() {
		assertThat(report(0, List.of(holder(null, 1, Set.of())), List.of()).summary().lines()).containsExactly(
				"Connection pool 'dataSource' is exhausted: 3 of 3 connections are borrowed, and 1 has failed since "
						+ SINCE + ". Held by",
				"  1 x an unknown call site: {HELD=1}, held 1 min 1 s");
	}

	@Test
	void threadsMayBeAtSeveralPlaces() {
		Set<String> whereabouts = new TreeSet<>(Set.of("sleeps", "runs"));
		assertThat(report(2, List.of(holder("com.shop.A.a(A.java:1)", 2, whereabouts)), List.of()).summary())
			.contains(", 2 borrowers wait, and 1 has failed since ")
			.endsWith("; the thread runs, or sleeps");
	}

	@Test
	void aMaximumThatWasLoweredIsNoContradiction() {
		assertThat(new ExhaustionReport("dataSource", Instant.now(), Duration.ZERO, 1, 1,
				new ConnectionCounts(5, 0, 2, 2, 1), List.of(), List.of(), "")
			.summary())
			.startsWith("Connection pool 'dataSource' is exhausted: 5 connections (of a maximum that was"
					+ " lowered to 2) are borrowed, 1 borrower waits");
	}

	@Test
	void saysInWhichContext() {
		CallSiteReport holder = new CallSiteReport("com.shop.A.a(A.java:1)", null, "com.shop.A.a(A.java:1)", 1,
				Map.of(Verdict.HELD, 1), Duration.ofSeconds(61), Duration.ofSeconds(61), Set.of("GET /orders"),
				Set.of());
		assertThat(report(0, List.of(holder), List.of()).summary()).endsWith("held 1 min 1 s; in GET /orders");
	}

	@Test
	void namesForgeNoLine() {
		String forged = "x\n2026-01-01 ERROR FORGED \u001b[31m\u202e";
		CallSiteReport holder = new CallSiteReport(null, null, "an unknown call site (" + forged + ")", 1,
				Map.of(Verdict.HELD, 1), Duration.ofSeconds(61), Duration.ofSeconds(61), Set.of(forged),
				Set.of(forged));
		assertThat(report(0, List.of(holder), List.of(finding(forged))).summary().lines()).hasSize(3)
			.noneMatch((line) -> line.startsWith("2026"))
			.noneMatch((line) -> line.indexOf('\u001b') >= 0 || line.indexOf('\u202e') >= 0);
	}

	@Test
	void endsWithWhatWasFound() {
		assertThat(report(0, List.of(), List.of(finding("A deadlock."), finding("A leak."))).summary().lines())
			.containsSubsequence("A deadlock. A fix.", "A leak. A fix.");
	}

	@Test
	void namesFiveHoldersAtMost() {
		assertThat(report(0, holders(5), List.of()).summary().lines()).hasSize(6).last().asString().contains("S4.s");
		assertThat(report(0, holders(7), List.of()).summary().lines()).hasSize(7)
			.last()
			.isEqualTo("  and 2 more call sites");
	}

	@Test
	void endsWithWhatChoseTheMaximum() {
		String maximum = "The maximum of 3 is set in the configuration; app.max changes it.";
		assertThat(new ExhaustionReport("dataSource", Instant.now(), Duration.ZERO, 1, 0,
				new ConnectionCounts(3, 0, 3, 3, 0), List.of(), List.of(finding("A leak.")), maximum)
			.summary()
			.lines()).containsSubsequence("A leak. A fix.", maximum);
	}

	private static List<CallSiteReport> holders(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> holder("com.shop.S" + i + ".s(S.java:1)", 1, Set.of()))
			.toList();
	}

	private static CallSiteReport holder(@Nullable String callSite, int count, Set<String> whereabouts) {
		return new CallSiteReport(callSite, null, (callSite != null) ? callSite : "an unknown call site", count,
				Map.of(Verdict.HELD, count), Duration.ofSeconds(61), Duration.ofSeconds(2), Set.of(), whereabouts);
	}

	private static Finding finding(String evidence) {
		return new Finding("id", Finding.Severity.CRITICAL, evidence, "A fix.");
	}

	private static ExhaustionReport report(int waiting, List<CallSiteReport> holders, List<Finding> findings) {
		return new ExhaustionReport("dataSource",
				LocalDateTime.parse("2026-11-21T02:47:11").atZone(ZoneId.systemDefault()).toInstant(), Duration.ZERO, 1,
				waiting, new ConnectionCounts(3, 0, 3, 3, waiting), holders, findings, "");
	}

}
