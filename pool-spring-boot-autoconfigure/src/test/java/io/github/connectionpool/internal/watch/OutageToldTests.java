package io.github.connectionpool.internal.watch;

import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.TestPools;
import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.executor.OnDemandExecutor;
import io.github.connectionpool.internal.garbage.Garbage;
import io.github.connectionpool.internal.outage.BorrowFailure;
import io.github.connectionpool.internal.outage.FailureReason;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.internal.timing.UtilizationThresholds;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.Finding;
import io.github.connectionpool.report.OutageCause;
import io.github.connectionpool.report.OutageReport;
import io.github.connectionpool.report.UtilizationLevel;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the watch tells of an outage, by a clock that is simulated.
 */
@NullMarked
class OutageToldTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private static final ConnectionCounts EMPTY = new ConnectionCounts(0, 0, 10, 10, 0);

	private static final ConnectionCounts FILLED = new ConnectionCounts(0, 10, 10, 10, 0);

	private final TestPools.Numbers numbers = new TestPools.Numbers().counts(EMPTY);

	private final MonitoredPool pool = new MonitoredPool("dataSource", "com.example.ThePool", this.numbers,
			new CallSites(List.of()), StackCapture.NEVER, new UtilizationThresholds(0.8, 0.95, Duration.ofSeconds(10)),
			Eviction.ABORT);

	private final List<OutageReport> began = new ArrayList<>();

	private final List<OutageReport> ended = new ArrayList<>();

	private final PoolWatch watch = new PoolWatch(this.pool, new Reporter(TestPools.judge(Duration.ofMinutes(5))),
			WatchSettings.every(Duration.ofSeconds(1)), new Told() {

				@Override
				public void outageBegan(OutageReport outage) {
					OutageToldTests.this.began.add(outage);
				}

				@Override
				public void outageEnded(OutageReport outage) {
					OutageToldTests.this.ended.add(outage);
				}

			}, new OnDemandExecutor("helper"), Garbage.none(), () -> {
			});

	private final long start = System.nanoTime();

	@Test
	void anOutageIsToldOnceAndOnceWhenItIsOver() {
		look(0);
		refuse();
		lookUntil(1, 9);
		assertThat(this.began).isEmpty();
		assertThat(this.watch.last().level()).isEqualTo(UtilizationLevel.UP);
		lookUntil(10, 30);
		assertThat(this.began).singleElement().satisfies((outage) -> {
			assertThat(outage.failed()).isOne();
			assertThat(outage.cause().text()).contains("Connection refused");
		});
		assertThat(this.watch.last().level()).isEqualTo(UtilizationLevel.CRITICAL);
		assertThat(this.pool.level()).isEqualTo(UtilizationLevel.UP);
		assertThat(this.watch.last().findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.id()).isEqualTo("database-unreachable");
			assertThat(finding.severity()).isEqualTo(Finding.Severity.CRITICAL);
			assertThat(finding.evidence()).contains("Connection refused").contains("1 borrower has failed");
		});
		assertThat(this.ended).isEmpty();
		this.numbers.counts(FILLED);
		lookUntil(31, 60);
		assertThat(this.ended).singleElement().extracting(OutageReport::failed).isEqualTo(1);
		assertThat(this.watch.last().level()).isEqualTo(UtilizationLevel.UP);
		assertThat(this.watch.last().findings()).isEmpty();
	}

	@Test
	void oneThatIsForgottenIsNotSaidToBeRecovered() {
		look(0);
		refuse();
		lookUntil(1, 400);
		assertThat(this.began).hasSize(1);
		assertThat(this.ended).singleElement().satisfies((outage) -> {
			assertThat(outage.forgotten()).isTrue();
			assertThat(outage.summary()).contains("No borrower has asked for 5 min, so it is not known");
		});
	}

	@Test
	void aFewFailuresAreAWarning() {
		Finding finding = new OutageReport("dataSource", Instant.now(), Duration.ofSeconds(30), 8,
				new OutageCause(OutageCause.Kind.REFUSED, "Connection refused"), null, false)
			.findingOfFew();
		assertThat(finding.id()).isEqualTo("database-unreachable");
		assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
		assertThat(finding.evidence()).contains("Connection refused")
			.contains("8 borrowers have failed, and most got connections");
	}

	@Test
	void aNameCannotForgeALineForTheBorrower() {
		MonitoredPool forged = new MonitoredPool("x\n2026 ERROR FORGED", "com.example.ThePool", this.numbers,
				new CallSites(List.of()), StackCapture.NEVER,
				new UtilizationThresholds(0.8, 0.95, Duration.ofSeconds(10)), Eviction.ABORT);
		assertThat(forged.failures().failed(System.nanoTime(), new SQLException("refused", "08001"), false).told())
			.doesNotContain("\n");
		this.numbers.suspended(true);
		assertThat(forged.failures().failed(System.nanoTime(), new SQLException("suspended"), false).told())
			.contains("is suspended")
			.doesNotContain("\n");
	}

	@Test
	void theBorrowerIsToldTheCause() {
		BorrowFailure failure = refuse();
		assertThat(failure.reason()).isEqualTo(FailureReason.CONNECT);
		assertThat(failure.told()).startsWith(
				"Connection pool 'dataSource' is not full (0 of 10 connections are borrowed), but has got no connection from its"
						+ " database since ")
			.contains("Connection refused")
			.endsWith("1 borrower has failed since");
		assertThat(this.pool.failures().count(FailureReason.CONNECT)).isOne();
		assertThat(this.pool.failures().exhaustions().count()).isZero();
	}

	@Test
	void whichCameFirstIsSaid() {
		this.numbers.counts(TestPools.counts(10, 10));
		this.pool.failures()
			.failed(System.nanoTime() - 2 * SECOND, new SQLTransientConnectionException("timeout"), false);
		this.numbers.counts(EMPTY);
		refuse();
		lookUntil(0, 12);
		assertThat(this.watch.last().findings().get(0).evidence()).contains("The pool had been exhausted before, at ");
	}

	@Test
	void anExhaustionThatFollowsIsSaidToo() {
		look(0);
		refuse();
		lookUntil(1, 12);
		this.numbers.counts(TestPools.counts(10, 10));
		this.pool.failures().failed(System.nanoTime(), new SQLTransientConnectionException("timeout"), false);
		look(13);
		assertThat(this.watch.last().findings().get(0).evidence())
			.contains("The outage came first; the pool was exhausted afterwards, at ");
	}

	private BorrowFailure refuse() {
		return this.pool.failures()
			.failed(System.nanoTime(), new SQLTransientConnectionException("request timed out",
					new SQLException("refused", "08001", new ConnectException("Connection refused"))), false);
	}

	private void lookUntil(int from, int to) {
		for (int second = from; second <= to; second++) {
			look(second);
		}
	}

	private void look(int second) {
		this.watch.check(this.start + second * SECOND);
	}

}
