package io.github.connectionpool.alert;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.connectionpool.TestPools;
import io.github.connectionpool.event.CheckoutCleared;
import io.github.connectionpool.event.CheckoutSuspected;
import io.github.connectionpool.event.PoolUtilizationChanged;
import io.github.connectionpool.internal.capture.CallSites;
import io.github.connectionpool.internal.capture.StackCapture;
import io.github.connectionpool.internal.checkout.Borrower;
import io.github.connectionpool.internal.checkout.Checkout;
import io.github.connectionpool.internal.checkout.MonitoredPool;
import io.github.connectionpool.internal.pool.Eviction;
import io.github.connectionpool.internal.verdict.Judge;
import io.github.connectionpool.internal.verdict.Reporter;
import io.github.connectionpool.report.CheckoutContext;
import io.github.connectionpool.report.CheckoutReport;
import io.github.connectionpool.report.ConnectionCounts;
import io.github.connectionpool.report.PoolSnapshot;

import static io.github.connectionpool.report.UtilizationLevel.CRITICAL;
import static io.github.connectionpool.report.UtilizationLevel.UP;
import static io.github.connectionpool.report.UtilizationLevel.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class AlertsTests {

	private static final ConnectionCounts CALM = TestPools.counts(1, 10);

	private static final ConnectionCounts FULL = TestPools.counts(10, 10);

	private final List<Object> published = new CopyOnWriteArrayList<>();

	private final EventPublisher events = new EventPublisher(this.published::add);

	/** To which everything nobody uses just now is suspect. */
	private final Judge judge = TestPools.judge(Duration.ZERO);

	private final Reporter reporter = new Reporter(this.judge);

	private final AtomicLong now = new AtomicLong();

	private final Alerts alerts = new Alerts(this.events, this.now::get);

	private final MonitoredPool pool = TestPools.pool("dataSource", new TestPools.Numbers().poolName("HikariPool-1"));

	@AfterEach
	void close() {
		this.events.close();
	}

	@Test
	void aWarningIsLoggedAsSuch(CapturedOutput output) {
		this.alerts.utilizationChanged(this.pool, UP, WARNING, at(this.pool, TestPools.counts(8, 10)));
		assertThat(line(output, "UP -> WARNING")).containsPattern("\\bWARN\\b")
			.endsWith("Connection pool 'dataSource' (HikariPool-1): 8 of 10 connections borrowed (80 %),"
					+ " 0 borrowers waiting: UP -> WARNING");
	}

	@Test
	void aRecoveryIsLoggedAsInformation(CapturedOutput output) {
		this.alerts.utilizationChanged(this.pool, CRITICAL, UP, at(this.pool, CALM));
		assertThat(line(output, "CRITICAL -> UP")).containsPattern("\\bINFO\\b")
			.contains("1 of 10 connections borrowed (10 %)");
	}

	@Test
	void aCriticalPoolIsLoggedAsAnErrorWithItsFiveOldestCheckouts(CapturedOutput output) {
		for (int i = 0; i < 7; i++) {
			this.pool.borrowed(System.nanoTime(), Borrower.current(),
					new CheckoutContext("transaction " + i, null, null, null));
		}
		this.alerts.utilizationChanged(this.pool, WARNING, CRITICAL, at(this.pool, FULL));
		assertThat(line(output, "WARNING -> CRITICAL")).containsPattern("\\bERROR\\b")
			.endsWith("; the oldest checkouts:");
		List<String> checkouts = output.toString().lines().filter((line) -> line.startsWith("  dataSource-")).toList();
		assertThat(checkouts).hasSize(5);
		for (int i = 0; i < 5; i++) {
			assertThat(checkouts.get(i)).startsWith("  dataSource-" + (i + 1) + " SUSPECT (NO_ACTIVITY), held ")
				.contains("borrowed at " + getClass().getName()
						+ ".aCriticalPoolIsLoggedAsAnErrorWithItsFiveOldestCheckouts(AlertsTests.java:")
				.endsWith(" in transaction transaction " + i);
		}
	}

	@Test
	void everyTransitionIsLoggedOnceAndPublished(CapturedOutput output) {
		this.alerts.utilizationChanged(this.pool, UP, WARNING, at(this.pool, CALM));
		this.alerts.utilizationChanged(this.pool, WARNING, CRITICAL, at(this.pool, FULL));
		this.alerts.utilizationChanged(this.pool, CRITICAL, UP, at(this.pool, CALM));
		assertThat(output.toString().lines().filter((line) -> line.contains(" -> "))).hasSize(3);
		TestPools.await().until(() -> this.published.size() == 3);
		assertThat(this.published.get(1)).isInstanceOfSatisfying(PoolUtilizationChanged.class, (event) -> {
			assertThat(event.pool()).isEqualTo("dataSource");
			assertThat(event.from()).isEqualTo(WARNING);
			assertThat(event.to()).isEqualTo(CRITICAL);
			assertThat(event.counts()).isEqualTo(FULL);
			assertThat(event.at()).isNotNull();
		});
	}

	@Test
	void aLevelThatFlapsIsLoggedOnceForThePresentAndPublishedEachTime(CapturedOutput output) {
		for (int i = 0; i < 20; i++) {
			this.alerts.utilizationChanged(this.pool, UP, WARNING, at(this.pool, CALM));
			this.alerts.utilizationChanged(this.pool, WARNING, UP, at(this.pool, CALM));
		}
		assertThat(output.toString().lines().filter((line) -> line.contains(" -> "))).hasSize(2);
		TestPools.await().until(() -> this.published.size() == 40);
	}

	@Test
	void theNextLineSaysHowManyWereNotLogged(CapturedOutput output) {
		this.alerts.utilizationChanged(this.pool, CRITICAL, UP, at(this.pool, CALM));
		this.alerts.utilizationChanged(this.pool, CRITICAL, UP, at(this.pool, CALM));
		this.alerts.utilizationChanged(this.pool, CRITICAL, UP, at(this.pool, CALM));
		this.now.addAndGet(LogThrottle.INTERVAL.toNanos());
		this.alerts.utilizationChanged(this.pool, WARNING, UP, at(this.pool, CALM));
		assertThat(line(output, "WARNING -> UP")).endsWith("; this change came 2 times more and was not logged");
	}

	@Test
	void theLastLineOfTheLogIsTheLevelThePoolStaysAt(CapturedOutput output) {
		this.alerts.utilizationChanged(this.pool, UP, CRITICAL, at(this.pool, FULL));
		this.alerts.utilizationChanged(this.pool, CRITICAL, UP, at(this.pool, CALM));
		this.alerts.utilizationChanged(this.pool, UP, CRITICAL, at(this.pool, FULL));
		this.alerts.checked(this.pool, CRITICAL, at(this.pool, FULL));
		assertThat(transitions(output)).hasSize(2);
		this.now.addAndGet(LogThrottle.INTERVAL.toNanos());
		this.alerts.checked(this.pool, CRITICAL, at(this.pool, FULL));
		this.alerts.checked(this.pool, CRITICAL, at(this.pool, FULL));
		assertThat(transitions(output)).hasSize(3).last().asString().contains("UP -> CRITICAL");
	}

	private static List<String> transitions(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains(" -> ")).toList();
	}

	@Test
	void poolsAreThrottledEachForItself(CapturedOutput output) {
		this.alerts.utilizationChanged(this.pool, UP, WARNING, at(this.pool, CALM));
		this.alerts.utilizationChanged(TestPools.pool("other", new TestPools.Numbers()), UP, WARNING,
				at(this.pool, CALM));
		assertThat(output).contains("'dataSource'").contains("'other'");
	}

	@Test
	void aSuspectIsLoggedAndPublished(CapturedOutput output) {
		CheckoutReport report = this.reporter.report(borrow());
		this.alerts.suspected(report);
		assertThat(line(output, "Suspected leak")).containsPattern("\\bWARN\\b")
			.contains("Suspected leak: dataSource-1 SUSPECT (NO_ACTIVITY), held ")
			.contains("borrowed at " + getClass().getName() + ".borrow(AlertsTests.java:")
			.endsWith(". " + report.explanation());
		TestPools.await().until(() -> this.published.equals(List.of(new CheckoutSuspected(report))));
	}

	@Test
	void aSuspectThatIsUsedAgainIsLoggedAndPublished(CapturedOutput output) {
		CheckoutReport report = this.reporter.report(borrow());
		this.alerts.cleared(report, false);
		assertThat(line(output, "Not a leak after all: dataSource-1")).containsPattern("\\bINFO\\b")
			.endsWith("has been used again");
		TestPools.await().until(() -> this.published.equals(List.of(new CheckoutCleared(report, false))));
	}

	@Test
	void aSuspectThatIsReturnedIsLoggedAndPublished(CapturedOutput output) {
		CheckoutReport report = this.reporter.report(borrow());
		this.alerts.cleared(report, true);
		assertThat(line(output, "Not a leak after all: dataSource-1")).containsPattern("\\bINFO\\b")
			.endsWith("has been returned");
		TestPools.await().until(() -> this.published.equals(List.of(new CheckoutCleared(report, true))));
	}

	@Test
	void namesCannotForgeALineOfTheLog(CapturedOutput output) throws Exception {
		String forged = "\r\n2026-11-21 02:47:11.123 ERROR forged\n";
		Checkout checkout = TestPools.onThread("thread" + forged,
				() -> this.pool.borrowed(System.nanoTime(), Borrower.current(), new CheckoutContext(
						"transaction" + forged, new CheckoutContext.Request("GET", forged), forged, forged)));
		this.alerts.suspected(this.reporter.report(checkout));
		this.alerts.cleared(this.reporter.report(checkout), true);
		MonitoredPool hostile = TestPools.pool("dataSource", new TestPools.Numbers().poolName("pool" + forged));
		hostile.borrowed(System.nanoTime(), Borrower.current(), new CheckoutContext(forged, null, null, null));
		this.alerts.utilizationChanged(hostile, UP, CRITICAL, at(hostile, FULL));
		assertThat(output.toString().lines().filter((line) -> line.contains("forged"))).hasSize(4);
		assertThat(output.toString().lines()).noneMatch((line) -> line.startsWith("2026-11-21 02:47:11.123 ERROR"));
	}

	@Test
	void anAccusationInTheLogIsTakenBackThere(CapturedOutput output) {
		CheckoutReport first = this.reporter.report(borrow());
		CheckoutReport second = this.reporter.report(borrow());
		assertThat(first.source()).isEqualTo(second.source());
		this.alerts.leaked(first);
		this.now.addAndGet(LogThrottle.INTERVAL.toNanos());
		this.alerts.leaked(second);
		this.alerts.cleared(first, false);
		this.alerts.cleared(second, true);
		assertThat(line(output, "Not a leak after all: " + first.id() + " ")).isNotEmpty();
		assertThat(line(output, "Not a leak after all: " + second.id() + " ")).isNotEmpty();
	}

	@Test
	void whatHasNoCallSiteIsThrottledByWhatElseIsKnown(CapturedOutput output) {
		MonitoredPool blind = new MonitoredPool("blind", "com.example.ThePool", new TestPools.Numbers(),
				new CallSites(List.of()), StackCapture.NEVER, TestPools.THRESHOLDS, Eviction.ABORT);
		for (String request : List.of("/orders", "/items", "/orders")) {
			this.alerts.leaked(this.reporter.report(blind.borrowed(System.nanoTime(), Borrower.current(),
					new CheckoutContext(null, new CheckoutContext.Request("GET", request), null, null))));
		}
		assertThat(output.toString().lines().filter((line) -> line.contains("Leaked connection: "))).hasSize(2);
	}

	@Test
	void directionsAndColoursAreNotLogged(CapturedOutput output) {
		String hostile = "x\u001b[31m\u202e\u2066y";
		CheckoutReport report = this.reporter.report(this.pool.borrowed(System.nanoTime(), Borrower.current(),
				new CheckoutContext(hostile, null, hostile, null)));
		this.alerts.leaked(report);
		assertThat(line(output, "Leaked connection")).doesNotContainPattern("[\\p{Cc}\\p{Cf}]").contains("x [31m  y");
	}

	@Test
	void aFailedCheckIsLoggedOnceForEachPool(CapturedOutput output) {
		IllegalStateException failure = new IllegalStateException("broken");
		this.alerts.checkFailed(this.pool, failure);
		this.alerts.checkFailed(this.pool, failure);
		this.alerts.checkFailed(TestPools.pool("other", new TestPools.Numbers()), failure);
		assertThat(output.toString().lines().filter((line) -> line.contains("A check of connection pool"))).hasSize(2);
		assertThat(output).contains("java.lang.IllegalStateException: broken");
	}

	private Checkout borrow() {
		return this.pool.borrowed(System.nanoTime(), Borrower.current(), CheckoutContext.NONE);
	}

	private static String line(CapturedOutput output, String part) {
		List<String> lines = output.toString().lines().filter((line) -> line.contains(part)).toList();
		assertThat(lines).hasSize(1);
		return lines.get(0);
	}

	private PoolSnapshot at(MonitoredPool pool, ConnectionCounts counts) {
		return TestPools.snapshot(pool, counts, null, this.judge);
	}

}
