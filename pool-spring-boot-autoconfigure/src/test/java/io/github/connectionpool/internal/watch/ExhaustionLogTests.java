package io.github.connectionpool.internal.watch;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Episodes;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.outage.Exhaustion;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.ExhaustionReport;
import io.github.connectionpool.report.Finding;

import static org.assertj.core.api.Assertions.assertThat;

class ExhaustionLogTests {

	private static final Finding FINDING = new Finding("leak", Finding.Severity.CRITICAL, "Something.", "A fix.");

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final TestPools.Numbers numbers = new TestPools.Numbers().counts(new ConnectionCounts(2, 0, 2, 2, 3));

	private final MonitoredPool pool = TestPools.pool("dataSource", this.numbers);

	private final AtomicInteger made = new AtomicInteger();

	private final ExhaustionLog log = log(() -> {
	});

	@Test
	void hasNoReportBeforeSomebodyFails() {
		assertThat(this.log.reports("dataSource")).isEmpty();
	}

	@Test
	void tellsTheFirstWhoHoldsTheConnections() {
		this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		String told = this.log.failed(this.pool, fail(0));
		assertThat(told).startsWith(
				"Connection pool 'dataSource' is exhausted: 2 of 2 connections are borrowed, 3 borrowers wait, and 1 has failed since ")
			.contains("1 x " + getClass().getName())
			.endsWith(FINDING.text());
		assertThat(this.log.reports("dataSource")).singleElement().satisfies((report) -> {
			assertThat(report.summary()).isEqualTo(told);
			assertThat(report.holders()).hasSize(2);
			assertThat(report.findings()).containsExactly(FINDING);
			assertThat(report.counts()).isEqualTo(this.numbers.counts());
		});
	}

	@Test
	void theOneThatFailsHasWaitedItself() {
		this.numbers.counts(new ConnectionCounts(2, 0, 2, 2, 0));
		assertThat(this.log.failed(this.pool, fail(0))).contains("connections are borrowed, and 1 has failed since ");
		assertThat(this.log.reports("dataSource")).singleElement().extracting(ExhaustionReport::waiting).isEqualTo(1);
	}

	@Test
	void aTransactionsNameForgesNoLine() {
		this.pool.borrowed(System.nanoTime(), Borrower.current(),
				new CheckoutContext("x\n2026-01-01 ERROR FORGED \u001b[31m", null, null, null));
		String told = Objects.requireNonNull(this.log.failed(this.pool, fail(0)));
		assertThat(told).contains("in x 2026-01-01 ERROR FORGED  [31m");
		assertThat(told.lines()).hasSize(3).noneMatch((line) -> line.startsWith("2026"));
	}

	@Test
	void tellsWhoFailsLaterTheSame() {
		String told = this.log.failed(this.pool, fail(0));
		assertThat(this.log.failed(this.pool, fail(1))).isEqualTo(told);
		assertThat(this.made).hasValue(1);
	}

	@Test
	void keepsWhoHeldTheConnectionsWhenTheFirstFailed() {
		this.log.failed(this.pool, fail(0));
		this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
		this.log.failed(this.pool, fail(1));
		assertThat(this.log.reports("dataSource")).singleElement()
			.satisfies((report) -> assertThat(report.holders()).isEmpty());
	}

	@Test
	void whatIsCountedGoesOnAfterTheReport() {
		Exhaustion episode = fail(0);
		this.log.failed(this.pool, episode);
		for (int i = 1; i <= 5; i++) {
			fail(i * SECOND);
		}
		episode.waiting(17);
		episode.waiting(4);
		assertThat(this.log.reports("dataSource")).singleElement().satisfies((report) -> {
			assertThat(report.failed()).isEqualTo(6);
			assertThat(report.waiting()).isEqualTo(17);
			assertThat(report.lasted()).isEqualTo(Duration.ofSeconds(6));
		});
	}

	@Test
	void keepsTheLastTenTheNewestFirst() {
		for (int i = 1; i <= 13; i++) {
			Exhaustion episode = fail(i * 20L * SECOND);
			for (int more = 1; more < i; more++) {
				fail(i * 20L * SECOND);
			}
			this.log.failed(this.pool, episode);
		}
		assertThat(this.log.reports("dataSource")).extracting(ExhaustionReport::failed)
			.containsExactly(13, 12, 11, 10, 9, 8, 7, 6, 5, 4);
	}

	@Test
	void oneReportIsMadeForFiftyThatFailAtOnce() throws Exception {
		this.pool.failures().tellExhaustions((episode) -> this.log.failed(this.pool, episode));
		ExecutorService executor = Executors.newFixedThreadPool(50);
		try {
			CompletableFuture<Void> go = new CompletableFuture<>();
			List<Future<String>> told = new ArrayList<>();
			for (int i = 0; i < 50; i++) {
				told.add(executor.submit(() -> {
					go.join();
					return this.pool.failures()
						.failed(System.nanoTime(), new SQLTransientConnectionException(), false)
						.told();
				}));
			}
			go.complete(null);
			for (Future<String> text : told) {
				assertThat(text.get()).startsWith("Connection pool 'dataSource' is exhausted: 2 of 2");
			}
		}
		finally {
			executor.shutdown();
		}
		assertThat(this.made).hasValue(1);
		assertThat(this.log.reports("dataSource")).singleElement().extracting(ExhaustionReport::failed).isEqualTo(50);
	}

	@Test
	void nobodyWaitsForTheReportThatIsBeingMade() throws Exception {
		CompletableFuture<Void> begun = new CompletableFuture<>();
		CompletableFuture<Void> release = new CompletableFuture<>();
		ExhaustionLog slow = log(() -> {
			begun.complete(null);
			release.join();
		});
		Exhaustion episode = fail(0);
		CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> slow.failed(this.pool, episode));
		begun.join();
		assertThat(slow.failed(this.pool, fail(1)))
			.startsWith("Connection pool 'dataSource' is exhausted: 2 of 2 connections are borrowed. The exception of");
		assertThat(slow.reports("dataSource")).isEmpty();
		assertThat(first).isNotDone();
		release.complete(null);
		assertThat(first.get()).endsWith(FINDING.text());
		assertThat(slow.failed(this.pool, fail(2))).isEqualTo(first.get());
	}

	@Test
	void aPoolThatDoesNotTellItsQueueHasNone() {
		this.numbers.counts(new ConnectionCounts(2, null, 2, null, null));
		assertThat(this.log.failed(this.pool, fail(0))).startsWith(
				"Connection pool 'dataSource' is exhausted: 2 of 2 connections are borrowed, and 1 has failed since ");
	}

	/** One that has waited for a second. */
	private Exhaustion fail(long now) {
		return Episodes.failed(this.pool, now - SECOND, now);
	}

	private ExhaustionLog log(Runnable hook) {
		return new ExhaustionLog((pool) -> {
			this.made.incrementAndGet();
			hook.run();
			return TestPools.snapshot(pool, pool.counts(), FINDING, TestPools.judge(Duration.ofMinutes(5)));
		});
	}

}
